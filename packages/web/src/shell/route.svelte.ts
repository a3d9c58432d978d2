/** The parts of the page, by the end of their address. */
export const sections = [
  { id: 'ask', name: 'Ask' },
  { id: 'train', name: 'Train' },
  { id: 'edge-cases', name: 'Edge cases' },
  { id: 'models', name: 'Models' },
] as const;

export type SectionId = (typeof sections)[number]['id'];

/** Where in the page one is. A link to a drawing is a place in Ask. */
class Route {
  section = $state<SectionId>(sectionOf(location.hash));

  constructor() {
    addEventListener('hashchange', () => {
      this.section = sectionOf(location.hash);
    });
  }

  go(section: SectionId): void {
    location.hash = section;
  }
}

function sectionOf(hash: string): SectionId {
  return sections.find(({ id }) => hash === `#${id}`)?.id ?? 'ask';
}

export const route = new Route();
