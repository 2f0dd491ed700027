package io.diabolo.backup;

import io.diabolo.backup.Progress.Step;
import io.diabolo.backup.Refusal.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A backup to be read. */
final class BackupFile implements AutoCloseable {
    private final Path path;
    private final ZipFile zip;
    private final Manifest manifest;

    private BackupFile(Path path, ZipFile zip, Manifest manifest) {
        this.path = path;
        this.zip = zip;
        this.manifest = manifest;
    }

    /** @throws Refusal when it isn't a whole backup that this Diabolo can read */
    static BackupFile open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new Refusal(Reason.NO_FILE, path);
        }
        ZipFile zip;
        try {
            zip = new ZipFile(path.toFile());
        } catch (IOException e) {
            // The directory of a zip stands at its end: without one it is cut off, or never was one.
            throw new Refusal(e, startsLikeOne(path) ? Reason.DAMAGED_FILE : Reason.FOREIGN_FILE, path);
        }
        try {
            return new BackupFile(path, zip, manifest(path, zip));
        } catch (IOException e) {
            close(zip);
            throw new Refusal(e, Reason.DAMAGED_FILE, path);
        } catch (Refusal e) {
            close(zip);
            throw e;
        }
    }

    private static Manifest manifest(Path path, ZipFile zip) throws IOException {
        var entry = zip.getEntry(Backup.MANIFEST);
        if (entry == null) {
            throw new Refusal(Reason.FOREIGN_FILE, path);
        }
        try (var in = zip.getInputStream(entry)) {
            var bytes = in.readAllBytes();
            var json = JsonMapper.shared().readTree(bytes);
            if (!json.path("format").isInt()
                    || !json.path("schema").isString()
                    || !json.path("tables").isArray()) {
                throw new Refusal(Reason.FOREIGN_FILE, path);
            }
            if (json.path("format").asInt() > Manifest.FORMAT) {
                throw new Refusal(Reason.NEWER_FILE, path, json.path("diabolo").asString("?"));
            }
            return JsonMapper.shared()
                    .readerFor(Manifest.class)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(bytes);
        } catch (JacksonException e) {
            throw new Refusal(e, Reason.FOREIGN_FILE, path);
        }
    }

    private static boolean startsLikeOne(Path path) {
        try (var in = Files.newInputStream(path)) {
            var start = in.readNBytes(2);
            return start.length == 2 && start[0] == 'P' && start[1] == 'K';
        } catch (IOException e) {
            throw new Refusal(e, Reason.FOREIGN_FILE, path);
        }
    }

    Manifest manifest() {
        return manifest;
    }

    InputStream rows(Manifest.Table table) throws IOException {
        var entry = zip.getEntry(Backup.TABLES + table.name());
        if (entry == null) {
            throw new Refusal(Reason.DAMAGED_FILE, path);
        }
        return zip.getInputStream(entry);
    }

    /** Reads all of it, so that a damaged file is known before anything is changed. */
    void check(Progress progress) {
        long done = 0;
        for (var table : manifest.tables()) {
            var sum = new RowSum();
            try (var in = rows(table)) {
                var buffer = new byte[1 << 16];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    sum.write(buffer, 0, n);
                    progress.at(Step.CHECKING, table.name(), done + sum.rows(), manifest.rows());
                }
            } catch (IOException e) {
                throw new Refusal(e, Reason.DAMAGED_FILE, path);
            }
            if (sum.rows() != table.rows() || !sum.checksum().equals(table.checksum())) {
                throw new Refusal(Reason.DAMAGED_FILE, path);
            }
            done += sum.rows();
        }
    }

    @Override
    public void close() {
        close(zip);
    }

    private static void close(ZipFile zip) {
        try {
            zip.close();
        } catch (IOException e) {
            // it was only read
        }
    }
}
