/** The callboard alone; it stands on dark and on light ground. */
export function CallboardLogo(props: { size?: number; title?: string }) {
  const { size = 28, title } = props;
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      role={title ? 'img' : undefined}
      aria-label={title}
      aria-hidden={title ? undefined : true}
    >
      <path
        d="M7 9.5 16 3l9 6.5"
        fill="none"
        stroke="#c08a4c"
        strokeWidth="1.8"
        strokeLinejoin="round"
      />
      <circle cx="16" cy="3" r="1.6" fill="#c08a4c" />
      <rect x="2.5" y="9" width="27" height="20.5" rx="3.2" fill="#b53a47" />
      <rect x="6" y="12.6" width="9" height="13.2" rx="1" fill="#fff6e3" />
      <path
        d="M8 16h5M8 19h5M8 22h3"
        stroke="#a5333f"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
      <rect x="17" y="12.6" width="9" height="9.4" rx="1" fill="#f2b544" />
      <path
        d="m19 17.4 1.9 2 3.2-4"
        fill="none"
        stroke="#5b1820"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
