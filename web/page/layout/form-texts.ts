function textIn(value: FormDataEntryValue | null): string {
  // Browsers send CR LF.
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : '';
}

/** Text of a field, trimmed; empty without one, or for a file. */
export function textOf(form: FormData, name: string): string {
  return textIn(form.get(name));
}

/** Texts of the fields of one name, in their order, without files. */
export function textsOf(form: FormData, name: string): readonly string[] {
  return form
    .getAll(name)
    .filter((value) => typeof value === 'string')
    .map(textIn);
}
