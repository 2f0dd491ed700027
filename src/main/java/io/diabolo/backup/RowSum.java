package io.diabolo.backup;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The number of rows of a table and a checksum of their COPY text, whatever their order: the SHA-256 of each row, added up
 * in four lanes. So a restored table is compared without sorting it, and under any collation.
 */
final class RowSum extends OutputStream {
    private final MessageDigest digest = sha256();
    private final long[] lanes = new long[4];
    private long rows;

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    /** A line break ends a row: within a value COPY writes it as {@code \n}. */
    @Override
    public void write(byte[] bytes, int offset, int length) {
        int from = offset;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                digest.update(bytes, from, i + 1 - from);
                from = i + 1;
                add(ByteBuffer.wrap(digest.digest()));
            }
        }
        digest.update(bytes, from, offset + length - from);
    }

    private void add(ByteBuffer row) {
        for (int lane = 0; lane < lanes.length; lane++) {
            lanes[lane] += row.getLong();
        }
        rows++;
    }

    long rows() {
        return rows;
    }

    String checksum() {
        var sum = ByteBuffer.allocate(lanes.length * Long.BYTES);
        for (var lane : lanes) {
            sum.putLong(lane);
        }
        return HexFormat.of().formatHex(sum.array());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
