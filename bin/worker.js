// Entry of every thread and process: Node 20 does not pass the TypeScript loader to workers.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isMainThread, workerData } from 'node:worker_threads';

const [, , entry, memoryMb] = isMainThread ? process.argv : ['', '', workerData.entry];
// A process ends with the service, and not by the Ctrl+C that the terminal sends to both.
if (isMainThread) process.on('disconnect', () => process.exit()).on('SIGINT', () => {});
if (new URL(entry).pathname.endsWith('.ts')) {
  const { register } = await import('tsx/esm/api');
  register();
}
await import(entry);
// Set before any message is read, beside the memory that Node.js then holds: Node 24 reserves 512 MB a thread.
if (memoryMb !== undefined && process.platform === 'linux') {
  const heldKb = Number(/^VmData:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
  const mostBytes = (heldKb + memoryMb * 1024) * 1024;
  execFileSync('prlimit', [`--pid=${process.pid}`, `--data=${mostBytes}`], { stdio: 'ignore' });
}
