import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { repeatableEnds } from '../../catalog/lifecycles.ts';
import { isTypeScript } from '../../syntax/files.ts';
import { functionOf } from '../../syntax/functions.ts';
import { isShadowedAt } from '../../syntax/variables.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { isOwningClass, type ClassNode } from './class-members.ts';
import { frameworkEndOf, frameworkEndToWrite } from '../lifecycles/framework-classes.ts';
import { disposalPlanFor, type DisposalPlan } from '../using/disposal-plans.ts';
import type { FieldHolding } from './field-holdings.ts';
import { instancesOf } from './instance-ends.ts';
import { fieldReleaseCode } from './teardown-plans.ts';
import type { FileContext } from '../using/using-support.ts';

/** A disposal method for a class that has no teardown, and what the file must do with its instances from then on. */
export interface NewTeardownPlan {
  /** `[Symbol.dispose]()`, as messages say it. */
  readonly name: string;
  readonly owner: ClassNode;
  /** `[Symbol.dispose](): void` */
  readonly head: string;
  /** The statements, in the order in which they run. */
  readonly releases: readonly string[];
  /** Local variables of the file that hold an instance and have to dispose it. */
  readonly instances: readonly Extract<DisposalPlan, { write: 'using' }>[];
}

/**
 * How a class can dispose of what these fields hold.
 * @param holdings the fields of one class, in the order of acquisition
 * @returns `null` where an instance that the file makes would then be left without a disposal that can be written
 */
export function newTeardownPlan(
  holdings: readonly FieldHolding[],
  sourceCode: TSESLint.SourceCode,
  file: FileContext,
): NewTeardownPlan | null {
  const [first] = holdings;
  if (!first || holdings.some(({ isMany }) => isMany)) return null;
  const { owner } = first;
  if (!isOwningClass(owner) || isShadowedAt('Symbol', owner.node, sourceCode)) return null;
  const isAsync = holdings.some(({ acquisition: { kind } }) => 'async' in kind.release && kind.release.async);
  const { program } = typeQueriesOf(sourceCode);
  if (program && !(isAsync ? program.knowsAsyncDisposable : program.knowsDisposable)) return null;
  const releases: string[] = [];
  for (const { acquisition, field } of [...holdings].reverse()) {
    const release = fieldReleaseCode(acquisition, field, owner, isAsync, sourceCode);
    if (!release) return null;
    releases.push(release);
  }
  const instances = [];
  for (const found of instancesOf(owner, { sync: !isAsync, async: isAsync }, sourceCode)) {
    if (found.verdict === 'every path') continue;
    const plan = disposalPlanFor(found, sourceCode, file);
    if (plan?.write !== 'using') return null;
    instances.push(plan);
  }
  const name = isAsync ? 'Symbol.asyncDispose' : 'Symbol.dispose';
  const type = isTypeScript(file.physicalFilename) ? (isAsync ? ': Promise<void>' : ': void') : '';
  const head = `${isAsync ? 'async ' : ''}[${name}]()${type}`;
  return { name: `[${name}]()`, owner: owner.node, head, releases, instances };
}

/** The method that a framework calls when it is done with an instance, for a class that has none; it releases one field. */
export function frameworkEndPlan(
  { acquisition, field, owner, isMany }: FieldHolding,
  sourceCode: TSESLint.SourceCode,
  { physicalFilename }: FileContext,
): NewTeardownPlan | null {
  if (isMany || !isOwningClass(owner)) return null;
  const end = frameworkEndOf(owner);
  // what is made with the instance would be released already when the instance begins again
  if (end !== null && repeatableEnds.has(end) && acquisition.producers.some(({ node }) => isMadeWithInstance(node)))
    return null;
  const written = frameworkEndToWrite(owner, sourceCode, physicalFilename);
  const release = fieldReleaseCode(acquisition, field, owner, false, sourceCode);
  const name = `${end}()`;
  if (!written || !release) return null;
  const { head, tail } = written;
  return { name, owner: owner.node, head, releases: [release, ...(tail === null ? [] : [tail])], instances: [] };
}

/** In the initialiser of a field, or in the constructor. */
function isMadeWithInstance(node: TSESTree.Node): boolean {
  const home = functionOf(node);
  if (home.type === 'PropertyDefinition') return true;
  return home.parent?.type === 'MethodDefinition' && home.parent.kind === 'constructor';
}
