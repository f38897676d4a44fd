// A write that fails leaves the stream in error: to close it would fail too, and to abort it does nothing.
export async function save(folder: FileSystemDirectoryHandle, name: string, text: string): Promise<void> {
  const file = await folder.getFileHandle(name, { create: true });
  const writable = await file.createWritable();
  await writable.write(text);
  await writable.close();
}

export async function replace(file: FileSystemFileHandle, parts: readonly string[]): Promise<void> {
  const writable = await file.createWritable({ keepExistingData: true });
  await writable.truncate(0);
  for (const part of parts) await writable.write(part);
  await writable.close();
}
