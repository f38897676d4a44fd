import { reactCallbackChain } from '../../src/rules/react-callback-chain.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const jsx = { languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } };
const prelude = `import { useCallback, useState } from 'react';
declare function send(value: unknown): void;
`;

typedRuleTester('everything').run('react-callback-chain', reactCallbackChain, {
  valid: [
    {
      name: 'the same dependencies, and no large value',
      ...jsx,
      code: `${prelude}
export function Same({ bytes }: { bytes: Uint8Array }) {
  const [a, setA] = useState(0);
  const one = useCallback(() => setA(a + 1), [a]);
  const other = useCallback(() => setA(a - 1), [a]);
  return <button onClick={() => { one(); other(); send(bytes); }} />;
}
export function Small() {
  const [a, setA] = useState(0);
  const [b, setB] = useState(0);
  const one = useCallback(() => setA(a + 1), [a]);
  const other = useCallback(() => setB(b + 1), [b]);
  return <button onClick={() => { one(); other(); }} />;
}`,
    },
    {
      name: 'no closure captures both',
      ...jsx,
      code: `${prelude}
export function Apart({ bytes }: { bytes: Uint8Array }) {
  const [a, setA] = useState(0);
  const [b, setB] = useState(0);
  const one = useCallback(() => { setA(a + 1); send(bytes); }, [a]);
  const other = useCallback(() => setB(b + 1), [b]);
  return <button onClick={one} onBlur={other} />;
}`,
    },
  ],
  invalid: [
    {
      name: 'two callbacks, and a third closure that captures them and a large value',
      ...jsx,
      ...marked(
        `${prelude}
export function Chain({ bytes }: { bytes: Uint8Array }) {
  const [a, setA] = useState(0);
  const [b, setB] = useState(0);
  const one = useCallback(() => setA(a + 1), [a]);
              ~~~~~~~~~~~ chained
  const other = useCallback(() => setB(b + 1), [b]);
  return <button onClick={() => { one(); other(); send(bytes); }} />;
}`,
        { data: { name: 'bytes', size: 'Uint8Array', line: '4', lines: '7 and 8' } },
      ),
    },
  ],
});

untypedRuleTester('espree').run('react-callback-chain', reactCallbackChain, {
  valid: [],
  invalid: [
    {
      name: 'the preset counts on types, and there are none',
      code: 'export {};',
      settings: { leaks: { types: 'required' } },
      errors: [{ messageId: 'typesMissing', line: 1, column: 1 }],
    },
  ],
});
