package io.diabolo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What processes hold of the machine's memory, in MiB: 0 where the machine doesn't say (Linux does). */
final class Memory {
    private Memory() {}

    static double ofProcess(long pid) {
        return field(pid, "status", "VmRSS:");
    }

    /** Proportional: what the processes share is counted once. */
    static double ofChildren(long pid) {
        var all = ProcessHandle.of(pid).stream()
                .flatMap(process ->
                        java.util.stream.Stream.concat(java.util.stream.Stream.of(process), process.descendants()))
                .mapToDouble(process -> field(process.pid(), "smaps_rollup", "Pss:"));
        return all.sum();
    }

    private static double field(long pid, String file, String name) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), file))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
