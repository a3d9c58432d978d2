/** Some versions of Keras put the package that registered a class in front of its name: `Custom>Adam`. */
export function unregistered(className: string): string {
  return className.slice(className.lastIndexOf('>') + 1);
}
