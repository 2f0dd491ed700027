package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.ASSET;
import static io.diabolo.jooq.Tables.STORED_FILE;

import io.diabolo.jooq.tables.records.AssetRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Announcements;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ChangeSets;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The files of assets: a white paper itself, instead of the address where it lies. A form hands it out; members see it too. */
@Service
public class AssetFiles {
    /** A brochure, a recording's slides; films belong where they can be streamed from. */
    static final int MOST_BYTES = 25_000_000;

    static final int MOST_MEGABYTES = MOST_BYTES / 1_000_000;
    private static final int LONGEST_NAME = 200;
    private final DSLContext sql;
    private final Files files;
    private final ChangeSets changeSets;
    private final Announcements announcements;
    private final Clock clock;

    AssetFiles(DSLContext sql, Files files, ChangeSets changeSets, Announcements announcements, Clock clock) {
        this.sql = sql;
        this.files = files;
        this.changeSets = changeSets;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** A file as its sender calls it. */
    record Upload(String name, String type, byte[] content) {}

    /** The asset's name, which is needed where the file is asked for. @throws NoSuchRecord when there is none */
    @Transactional(readOnly = true)
    public String name(UUID asset) {
        return sql.select(ASSET.NAME)
                .from(ASSET)
                .where(ASSET.ID.eq(asset))
                .and(ASSET.DELETED_AT.isNull())
                .fetchOptional(ASSET.NAME)
                .orElseThrow(() -> new NoSuchRecord("asset", asset));
    }

    /** Null where the asset has none. */
    @Transactional(readOnly = true)
    public Files.@Nullable StoredFile of(UUID asset) {
        return sql.select(STORED_FILE.ID, STORED_FILE.NAME, STORED_FILE.CONTENT_TYPE, STORED_FILE.SIZE)
                .from(ASSET)
                .join(STORED_FILE)
                .on(STORED_FILE.WORKSPACE_ID.eq(ASSET.WORKSPACE_ID))
                .and(STORED_FILE.ID.eq(ASSET.FILE_ID))
                .where(ASSET.ID.eq(asset))
                .and(ASSET.DELETED_AT.isNull())
                .and(STORED_FILE.EXPIRED_AT.isNull())
                .fetchOne(row -> new Files.StoredFile(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    /** Keeps a file instead of the one before. @return the change set @throws BadInput when it is empty or too large */
    @Transactional
    public UUID put(UUID asset, Upload upload, Actor me) {
        Marketers.only(me);
        var row = lock(asset);
        if (upload.content().length == 0) {
            throw new BadInput("file", "asset.fault.empty");
        }
        if (upload.content().length > MOST_BYTES) {
            throw new BadInput("file", "asset.fault.large", MOST_MEGABYTES);
        }
        var kept = files.keep(name(upload.name()), type(upload.type()), new ByteArrayInputStream(upload.content()));
        return write(row, kept.id(), me);
    }

    /** @return the change set; null when there was none */
    @Transactional
    public @Nullable UUID remove(UUID asset, Actor me) {
        Marketers.only(me);
        var row = lock(asset);
        return row.getFileId() == null ? null : write(row, null, me);
    }

    private AssetRecord lock(UUID asset) {
        return sql.selectFrom(ASSET)
                .where(ASSET.ID.eq(asset))
                .and(ASSET.DELETED_AT.isNull())
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord("asset", asset));
    }

    private UUID write(AssetRecord row, @Nullable UUID file, Actor me) {
        var changeSet = changeSets.open(me, file == null ? "asset.file-removed" : "asset.file", row.getName());
        changeSets.updated(changeSet, "asset", row.getId(), named(row.getFileId()), named(file));
        row.setFileId(file);
        row.setVersion(row.getVersion() + 1);
        row.setUpdatedAt(clock.instant().atOffset(ZoneOffset.UTC));
        row.update();
        announcements.changed("asset-" + row.getId());
        return changeSet;
    }

    private static Map<String, @Nullable Object> named(@Nullable UUID file) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("file_id", file == null ? null : file.toString());
        return values;
    }

    /** No path, whatever the sender calls it. */
    private static String name(String given) {
        var plain = given.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]+", "_").strip();
        return plain.isEmpty() ? "file" : plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
    }

    /** As the sender says; what is none is bytes. It is never shown in the page, only saved. */
    private static String type(String given) {
        try {
            return MediaType.parseMediaType(given).toString();
        } catch (InvalidMediaTypeException _) {
            return MediaType.APPLICATION_OCTET_STREAM_VALUE;
        }
    }
}
