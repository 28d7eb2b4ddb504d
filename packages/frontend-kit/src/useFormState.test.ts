import { act, renderHook } from '@testing-library/react';
import { useFormState } from './useFormState';

const check = (values: { title: string; note: string }) => ({
  title: values.title ? undefined : 'Give it a title',
});

function form() {
  return renderHook(() =>
    useFormState({ initial: { title: '', note: '' }, check }),
  ).result;
}

test('says nothing before the field was touched or submitting was tried', () => {
  const result = form();
  expect(result.current.isValid).toBe(false);
  expect(result.current.shown('title')).toBeUndefined();
  act(() => {
    result.current.attempt();
  });
  expect(result.current.shown('title')).toBe('Give it a title');
});

test('says it while typing', () => {
  const result = form();
  act(() => result.current.set('title', 'x'));
  expect(result.current.shown('title')).toBeUndefined();
  act(() => result.current.set('title', ''));
  expect(result.current.field('title').validate()).toBe('Give it a title');
});

test('what the server said of a field goes when the field changes', () => {
  const result = form();
  act(() =>
    result.current.tellFromServer([
      { field: 'title', message: 'Taken' },
      { field: 'note/0', message: 'Odd' },
    ]),
  );
  expect(result.current.shown('title')).toBe('Taken');
  act(() => result.current.set('note', 'x'));
  expect(result.current.fromServer).toEqual({ title: 'Taken' });
  act(() => result.current.set('title', 'y'));
  expect(result.current.shown('title')).toBeUndefined();
});
