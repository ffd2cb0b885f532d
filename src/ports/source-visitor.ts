export interface SourceVisitor {
  /**
   * Asks for a page within the rules of its site, and returns the address that answers, after redirects.
   * @throws DomainError `import-refused` when the address or the site forbids it, `import-unreadable` when nothing
   * readable comes in time; throws the reason of `signal` when it aborts
   */
  visit(url: string, signal: AbortSignal): Promise<string>;
}
