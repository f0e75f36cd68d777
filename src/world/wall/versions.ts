/** Which releases carry which flaw: all that is needed to know whether a label fits. */

const numbers = (version: string): number[] => version.split(/[.-]/).slice(0, 3).map((part) => Number.parseInt(part, 10) || 0);

function atLeast(version: string, least: readonly number[]): boolean {
  const parts = numbers(version);
  for (const [i, wanted] of least.entries()) if ((parts[i] ?? 0) !== wanted) return (parts[i] ?? 0) > wanted;
  return true;
}

/** The run of container escapes in runc of 2019 (CVE-2019-5736), 2024 (CVE-2024-21626) and 2025 (CVE-2025-31133 and two more) ends with 1.2.8, 1.3.3 and 1.4.0. */
export function runcIsPatched(version: string): boolean {
  if (atLeast(version, [1, 4])) return true;
  return atLeast(version, [1, 3]) ? atLeast(version, [1, 3, 3]) : atLeast(version, [1, 2, 8]);
}

/** The flaw of the emulated floppy controller (CVE-2015-3456, "VENOM") was in QEMU for eleven years, and is mended since 2.3.1. */
export const qemuIsPatched = (version: string): boolean => atLeast(version, [2, 3, 1]);

export const RUNC = "1.4.0";
export const QEMU = "10.0.2";
