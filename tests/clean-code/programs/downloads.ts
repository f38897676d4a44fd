export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  try {
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
  } finally {
    URL.revokeObjectURL(url);
  }
}

export async function readAll(stream: ReadableStream<Uint8Array>): Promise<number> {
  const reader = stream.getReader();
  try {
    let bytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return bytes;
      bytes += value.byteLength;
    }
  } finally {
    reader.releaseLock();
  }
}

export async function bitmapSize(blob: Blob): Promise<[number, number]> {
  const bitmap = await createImageBitmap(blob);
  try {
    return [bitmap.width, bitmap.height];
  } finally {
    bitmap.close();
  }
}

export function beep(context: AudioContext): void {
  const oscillator = context.createOscillator();
  oscillator.connect(context.destination);
  oscillator.onended = () => {
    oscillator.disconnect();
  };
  oscillator.start();
  oscillator.stop(context.currentTime + 0.1);
}
