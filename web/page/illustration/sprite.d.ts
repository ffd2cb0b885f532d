/** Address of a drawing, which the build names after its content. */
declare module '*.svg' {
  const address: string;
  export default address;
}
