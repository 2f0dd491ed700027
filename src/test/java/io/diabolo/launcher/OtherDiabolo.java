package io.diabolo.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/** A second process with a running database, which a test may treat badly. */
final class OtherDiabolo implements AutoCloseable {
    private final Process process;

    private OtherDiabolo(Process process) {
        this.process = process;
    }

    /** Returns once its database answers. */
    static OtherDiabolo on(DataDirectory data) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Ddiabolo.programs=" + System.getProperty("diabolo.programs"),
                        OtherDiabolo.class.getName(),
                        data.home().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var other = new OtherDiabolo(process);
        var line = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (!Objects.equals(line, "ready")) {
            throw new IllegalStateException("The other process said " + line);
        }
        return other;
    }

    public static void main(String[] args) throws InterruptedException {
        var data = new DataDirectory(Path.of(args[0]), false);
        var ownership = Objects.requireNonNull(Ownership.claim(data));
        OwnDatabase.start(data, ownership, Owner.Kind.SERVER, 18119, Preparation.NONE, Throwable::printStackTrace)
                .await();
        System.out.println("ready");
        Thread.sleep(60_000);
    }

    long pid() {
        return process.pid();
    }

    /** As kill -9 does: nothing of it gets to tidy up. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
