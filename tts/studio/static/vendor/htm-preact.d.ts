// The types of what we use of htm-preact.js, for `tsc --checkJs`.

export function html(parts: TemplateStringsArray, ...values: unknown[]): any;
export function render(what: unknown, where: Element): void;
export class Component<Props = any, State = any> {
  props: Props;
  state: State;
  constructor(props?: Props);
  setState(change: Partial<State>): void;
  render(): unknown;
}
export function useState<Value>(first: Value | (() => Value)): [Value, (value: Value) => void];
export function useEffect(work: () => void | (() => void), when?: readonly unknown[]): void;
export function useRef<Value>(first: Value): { current: Value };
