/** Public keys and their fingerprints as `ssh-keygen -l` prints them; nobody has the other halves. */
export const sampleKeys = [
  {
    type: 'ssh-ed25519',
    fingerprint: 'SHA256:x3gVkDQ6n9RfETg3/IsT2Hiessrbw/QDIr2ffToHYsY',
    line: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIM9nMKJs++mMQfL1gRxp5zIAll3cGfICKarnimfjGHuA somebody@laptop',
  },
  {
    type: 'ecdsa-sha2-nistp256',
    fingerprint: 'SHA256:cPL9P0wGnB3S0qEC5rpjsCGPPMqBf6sh0PvTZAer1Jk',
    line: 'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBNRj+7DZEo8pXhO4aiZbMv8DMDhGPPgOVUtNmJKFsvlV33SnSYUEZGOgUPzd6grEEXi6pXpdwajxzidY9IaOOJc= somebody@laptop',
  },
  {
    type: 'ecdsa-sha2-nistp384',
    fingerprint: 'SHA256:qn6yeoJWgGodrdW/tkdqnxz5ByCxpCHrNfzzIifyCLs',
    line: 'ecdsa-sha2-nistp384 AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdHAzODQAAABhBG/L9lGt4w0GznF8xPL8YHnUtBLZpANSIkOpv1Dfsy3KjdsjEEuTAEu1W9KWPpIbge57Aqd+y1i/M/zVOGciGcjbv2DyLXhL9/G+vnb7Kw48O0Nh9RkzhmUEFJb3RRy2Jg== somebody@laptop',
  },
  {
    type: 'ecdsa-sha2-nistp521',
    fingerprint: 'SHA256:5hMUr1re+MrFs6w/Xjn4cPuPdiAWCTF19ReVfJion5k',
    line: 'ecdsa-sha2-nistp521 AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBAC7DsF+0x3Y0cQconU4B+McxK7J/XNsrTboDCD8GayVODbKzQj5e9wII42+DiEh2BrI1m108NwZiHhH/wnPlghakgCTeX92u52ZcOt0WHpKVvCiWaReoxECYlh+XuV+kBVs9DJvbq64CldPn4KUDustF3aNxk2jq7AE8aSiJCq18IfQIg== somebody@laptop',
  },
  {
    type: 'ssh-rsa',
    fingerprint: 'SHA256:/zDNf4Y+BTBoAkptZTWWvZ4sPX5IiSkuF3NrFIjRdPA',
    line: 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDT2heeiMat9ANDWtFw/LPO3Wu39pyCFNLmHcFim2ewJ1bbk6mfpvD5mxt+GUIb+c0Y8heIAuUCUv0oag5NVk6euvFmhp3sLYjZxdeZ30PEWqN3z+VSqeMsLuOzNcO6/KTt+nadqHYDrc5mJhi/kRK3Jeh7ZHoQu2Xqc56umzdGd00XKEAvO5mnjKe5FUOD500bbOeXDEVjRGv+6ww96dCiqZlIaLdZynq7gJ2AcbqwBkpRWZCzh6UqAN2OVFil8GAc8zrJa+rwWwt8+HhHs6E+tihSRKSJWpGQLT6BcigZcXM70+niC4URoJxwBFC0mTht0aKS3HZO+6/qkg1+Vey5 somebody@laptop',
  },
  {
    type: 'ssh-rsa',
    fingerprint: 'SHA256:xz59iOO1CTXFEHP3/VNRJDhL8IPdnRbxBmlPUGhXdBw',
    line: 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQDKpfVmIvuaJQ0ib2Fy66Ue2mtQwFGrwQ8N2DzJYFpGXg2ZddeybE0FnZaHPYjNdIvlUHsy4e6rtjddSwMucOOvAEW3FCqJnhKZPXZ7ytY12KU2P+sdPpqjK+PCpUmbZq+Gvug7M+tMkkeBtDMgQjnTukTOX5X7ynGIpeJ6gepfTsDuOONHysdy++vU3782qFG/wNAcz4NqBi5nVYgGH5ERmxMAR7qNI16KKslhDMY2ZLzQCYRITTYR2U1LEjK8T9fhL82tI0PBGM5GAym0sML0U5lKkBz/XBXopitenBRU2QldMm5elbwV8ikBz9unVThcFi+Ky7FMvlM7zDSgAwScmEXaPB/7FbSsb26BodC+JPtiYU9J640XblLb751bNlk2MrOHBXjTo9VLsNEn1V/R9L+IZvdqQm8cyiQLpZgFjVcSQ7miEKZJdXvwagmSUf/h/MCIdHNomBuLJXUsSdszNCi6rOKBy9YGBh63roujITu1lrERubmFGHxyOOJqJxM= somebody@laptop',
  },
  {
    type: 'sk-ssh-ed25519@openssh.com',
    fingerprint: 'SHA256:/n224BXdRp2UCJKju29DuU1smx9wOhEg0lsBrzjg/rI',
    line: 'sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIKq6Y45eV1YB5SDb3NDXt0OL0kiNkXTzoiaQG7v5rzTCAAAABHNzaDo= somebody@laptop',
  },
  {
    type: 'sk-ecdsa-sha2-nistp256@openssh.com',
    fingerprint: 'SHA256:++2wz7fBx7xu6UCTFzgtLrgVHwrnUv9aDX1zWx95F1I',
    line: 'sk-ecdsa-sha2-nistp256@openssh.com AAAAInNrLWVjZHNhLXNoYTItbmlzdHAyNTZAb3BlbnNzaC5jb20AAAAIbmlzdHAyNTYAAABBBGwrabYIP2BcIdXkr0SJ8oF7olsaStL0/jGxU3g7Jy10Up1tj2OGVqLELXJ1d49Ju+mhicp3m5m3o6JAOK9VUJQAAAAEc3NoOg== somebody@laptop',
  },
];
