package io.diabolo.platform;

import static io.diabolo.jooq.Tables.STORED_FILE;
import static io.diabolo.jooq.Tables.STORED_FILE_PIECE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Kept files: uploads, exports, lists of rejected rows. They stand in the database, so every node has them. */
@Service
public class Files {
    /**
     * The name of a transaction of a file's own. A file is kept in order to be used: whoever asked for that has nothing
     * yet when only the file is there.
     */
    public static final String KEEPING = "keeping a file";

    private static final int PIECE = 1 << 20;
    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final TransactionTemplate reads;

    Files(DSLContext sql, TransactionTemplate transactions) {
        this.sql = sql;
        this.transactions = new TransactionTemplate(Objects.requireNonNull(transactions.getTransactionManager()));
        this.transactions.setName(KEEPING);
        this.reads = new TransactionTemplate(Objects.requireNonNull(transactions.getTransactionManager()));
        this.reads.setReadOnly(true);
    }

    public record StoredFile(UUID id, String name, String contentType, long size) {}

    /** Keeps a file piece by piece, each committed by itself unless a transaction is open: memory stays small. */
    public StoredFile keep(String name, String contentType, InputStream bytes) {
        UUID id = inTransaction(() -> sql.insertInto(STORED_FILE)
                .set(STORED_FILE.NAME, name)
                .set(STORED_FILE.CONTENT_TYPE, contentType)
                .returningResult(STORED_FILE.ID)
                .fetchSingle()
                .value1());
        try {
            long size = 0;
            for (int position = 0; ; position++) {
                byte[] piece = bytes.readNBytes(PIECE);
                if (piece.length == 0) {
                    break;
                }
                size += piece.length;
                savePiece(id, position, piece);
            }
            long whole = size;
            inTransaction(() -> sql.update(STORED_FILE)
                    .set(STORED_FILE.SIZE, whole)
                    .where(STORED_FILE.ID.eq(id))
                    .execute());
            return new StoredFile(id, name, contentType, size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void savePiece(UUID id, int position, byte[] piece) {
        inTransaction(() -> sql.insertInto(STORED_FILE_PIECE)
                .set(STORED_FILE_PIECE.FILE_ID, id)
                .set(STORED_FILE_PIECE.POSITION, position)
                .set(STORED_FILE_PIECE.BYTES, piece)
                .execute());
    }

    /** @throws NoSuchRecord when there is none in this workspace, or it has expired */
    public StoredFile find(UUID id) {
        return reading(() -> sql.selectFrom(STORED_FILE)
                .where(STORED_FILE.ID.eq(id))
                .and(STORED_FILE.EXPIRED_AT.isNull())
                .fetchOptional(row -> new StoredFile(id, row.getName(), row.getContentType(), row.getSize()))
                .orElseThrow(() -> new NoSuchRecord("file", id)));
    }

    /** Writes a kept file out, one piece in memory at a time. */
    public void copy(UUID id, OutputStream out) {
        try {
            for (int position = 0; ; position++) {
                int wanted = position;
                byte[] piece = reading(() -> sql.select(STORED_FILE_PIECE.BYTES)
                        .from(STORED_FILE_PIECE)
                        .where(STORED_FILE_PIECE.FILE_ID.eq(id))
                        .and(STORED_FILE_PIECE.POSITION.eq(wanted))
                        .fetchOne(STORED_FILE_PIECE.BYTES));
                if (piece == null) {
                    return;
                }
                out.write(piece);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T extends @org.jspecify.annotations.Nullable Object> T reading(java.util.function.Supplier<T> work) {
        return reads.execute(_ -> work.get());
    }

    private <T extends @org.jspecify.annotations.Nullable Object> T inTransaction(java.util.function.Supplier<T> work) {
        return transactions.execute(_ -> work.get());
    }
}
