/** Who reads the stream is given the controller, and aborts it itself when the stream is over. */
export async function* lines(response: Response, controller: AbortController): AsyncGenerator<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error('no body');
  controller.signal.addEventListener('abort', () => void reader.cancel());
  try {
    while (!controller.signal.aborted) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
  } finally {
    controller.abort();
  }
}
