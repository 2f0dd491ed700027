package io.diabolo.importing.mapping;

/**
 * A set of values too many to keep, by a sample of their hashes: one in 2^level, the same ones in every sketch, so
 * that two can be compared. Up to its size it holds them all and the answers are exact.
 */
final class Sketch {
    private final int most;
    private long[] hashes = new long[64];
    private int size;
    private int level;

    Sketch(int most) {
        this.most = most;
    }

    static long hash(String value) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < value.length(); i++) {
            hash = (hash ^ value.charAt(i)) * 0x100000001b3L;
        }
        hash ^= hash >>> 32;
        hash *= 0xd6e8feb86659fd93L;
        hash ^= hash >>> 32;
        return hash == 0 ? 1 : hash;
    }

    void add(String value) {
        add(hash(value));
    }

    private void add(long hash) {
        if (!isSampled(hash, level) || !put(hash)) {
            return;
        }
        if (size > most) {
            level++;
            rebuild(hashes.length);
        } else if (size * 2 > hashes.length) {
            rebuild(hashes.length * 2);
        }
    }

    private static boolean isSampled(long hash, int level) {
        return (hash & ((1L << level) - 1)) == 0;
    }

    private boolean put(long hash) {
        int at = slot(hash);
        if (hashes[at] == hash) {
            return false;
        }
        hashes[at] = hash;
        size++;
        return true;
    }

    private int slot(long hash) {
        int mask = hashes.length - 1;
        int at = (int) (hash >>> 20) & mask;
        while (hashes[at] != 0 && hashes[at] != hash) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void rebuild(int length) {
        var before = hashes;
        hashes = new long[length];
        size = 0;
        for (long hash : before) {
            if (hash != 0 && isSampled(hash, level)) {
                put(hash);
            }
        }
    }

    /** How many different values there are, exact while all are held. */
    long distinct() {
        return (long) size << level;
    }

    /** Whether the value is in; only while all values are held, else perhaps. */
    boolean has(String value) {
        long hash = hash(value);
        return !isSampled(hash, level) || hashes[slot(hash)] == hash;
    }

    /** The share of these values that the other holds too; 0 for an empty set or too small a sample. */
    double shareIn(Sketch other) {
        int common = Math.max(level, other.level);
        int looked = 0;
        int found = 0;
        for (long hash : hashes) {
            if (hash != 0 && isSampled(hash, common)) {
                looked++;
                if (other.hashes[other.slot(hash)] == hash) {
                    found++;
                }
            }
        }
        return looked == 0 ? 0 : (double) found / looked;
    }
}
