/**
 * A drawing as a value: a tree of SVG nodes that is patched into the page or written out as text.
 * Drawing functions stay pure (model and theme in, nodes out), so that the page, the exports and the tests
 * in Node all show the very same picture. Patching reuses elements by position and touches changed attributes only.
 */

export type SvgAttributes = Readonly<Record<string, string | number>>;

/** One SVG element; an attribute that is left out is absent. */
export interface SvgNode {
  readonly tag: string;
  readonly attributes: SvgAttributes;
  readonly children: readonly SvgNode[];
  readonly text: string | null;
}

/** CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';
const drawn = new WeakMap<Element, SvgNode>();

/** Makes a node; numbers are written rounded to a hundredth of a pixel, so that output stays short and stable. */
export function svgNode(
  tag: string,
  attributes: SvgAttributes,
  content: string | readonly SvgNode[] = [],
): SvgNode {
  return typeof content === 'string'
    ? { tag, attributes, children: [], text: content }
    : { tag, attributes, children: content, text: null };
}

/** Rounds to a hundredth of a pixel. */
export function roundPx(px: number): number {
  return Math.round(px * 100) / 100;
}

function attributeText(value: string | number): string {
  return typeof value === 'number' ? String(roundPx(value)) : value;
}

function patchElement(element: Element, next: SvgNode): void {
  const before = drawn.get(element);
  if (before === next) return;
  if (before !== undefined) {
    for (const name in before.attributes) if (!(name in next.attributes)) element.removeAttribute(name);
  }
  for (const name in next.attributes) {
    const value = next.attributes[name];
    if (value !== undefined && before?.attributes[name] !== value)
      element.setAttribute(name, attributeText(value));
  }
  if (next.text !== null) {
    if (before?.text !== next.text) element.textContent = next.text;
  } else {
    if (before !== undefined && before.text !== null) element.textContent = '';
    patchChildren(element, next.children);
  }
  drawn.set(element, next);
}

function patchChildren(parent: Element, nodes: readonly SvgNode[]): void {
  let child = parent.firstElementChild;
  for (const node of nodes) {
    if (child !== null && child.localName === node.tag && drawn.has(child)) {
      patchElement(child, node);
      child = child.nextElementSibling;
      continue;
    }
    const made = parent.ownerDocument.createElementNS(SVG_NAMESPACE, node.tag);
    patchElement(made, node);
    if (child === null) {
      parent.append(made);
    } else {
      const after: Element | null = child.nextElementSibling;
      child.replaceWith(made);
      child = after;
    }
  }
  while (child !== null) {
    const after: Element | null = child.nextElementSibling;
    child.remove();
    child = after;
  }
}

/** Makes the content of an `<svg>` element equal to the nodes, in a coordinate system of CSS pixels. */
export function mountSvg(svg: SVGSVGElement, size: Size, nodes: readonly SvgNode[]): void {
  const viewBox = `0 0 ${roundPx(size.width)} ${roundPx(size.height)}`;
  if (svg.getAttribute('viewBox') !== viewBox) svg.setAttribute('viewBox', viewBox);
  patchChildren(svg, nodes);
}

/** The size of an element on the page, in CSS pixels. Forces layout: callers that know the size pass it instead. */
export function measureElement(element: Element): Size {
  return { width: element.clientWidth, height: element.clientHeight };
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** The node as SVG text; `indent` puts every element on its own line (snapshots, readable exports). */
export function svgToText(node: SvgNode, indent: string | null = null): string {
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escapeText(attributeText(value))}"`)
    .join('');
  if (node.text !== null) return `<${node.tag}${attributes}>${escapeText(node.text)}</${node.tag}>`;
  if (node.children.length === 0) return `<${node.tag}${attributes}/>`;
  if (indent === null)
    return `<${node.tag}${attributes}>${node.children.map((child) => svgToText(child)).join('')}</${node.tag}>`;
  const inner = `${indent}  `;
  const lines = node.children.map((child) => inner + svgToText(child, inner)).join('\n');
  return `<${node.tag}${attributes}>\n${lines}\n${indent}</${node.tag}>`;
}
