import { serveReading } from './serve-reading.ts';

serveReading();
