/** Addresses that the build gives to drawings. */
declare module '*.svg' {
  const address: string;
  export default address;
}
