/** Content of a file, as the build reads it. */
declare module '*?raw' {
  const content: string;
  export default content;
}
