package dev.noticeboard.schemas.hash;

/**
 * MurmurHash3_x86_32 with seed 0 (A. Appleby, public domain) over the UTF-8 of text. It allocates nothing, for it lies on the path
 * of every percentage rule.
 */
public final class Murmur3 {
    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;
    /** What {@link String#getBytes} writes for half a surrogate pair. */
    private static final int UNPAIRED = '?';

    /** The hash of two texts, one after the other. */
    public static int utf8(String first, String second) {
        long state = text(0L, first);
        return finished(text(state, second), bytes(first) + bytes(second));
    }

    /** The hash of a text. */
    public static int utf8(String text) {
        return finished(text(0L, text), bytes(text));
    }

    /**
     * What has been read so far: the hash above, below it the bytes that do not fill a word yet. A word that is not full has a
     * mark above its last byte, so that a zero byte counts: 1, 0x1aa, 0x1bbaa, 0x1ccbbaa.
     */
    private static long text(long state, String text) {
        int hash = (int) (state >>> 32);
        int word = (int) state;
        if (word == 0) {
            word = 1;
        }
        for (int i = 0; i < text.length(); i++) {
            int c = text.charAt(i);
            if (c >= 0x80) {
                int point = text.codePointAt(i);
                if (point >= 0x10000) {
                    i++;
                } else if (Character.isSurrogate((char) c)) {
                    point = UNPAIRED;
                }
                long after = point(((long) hash << 32) | (word & 0xffffffffL), point);
                hash = (int) (after >>> 32);
                word = (int) after;
            } else if ((word & 0xff000000) == 0) {
                word = appended(word, c);
            } else {
                hash = mixed(hash, (word & 0xffffff) | (c << 24));
                word = 1;
            }
        }
        return ((long) hash << 32) | (word & 0xffffffffL);
    }

    private static long point(long state, int point) {
        if (point < 0x80) {
            return octet(state, point);
        }
        if (point < 0x800) {
            return octet(octet(state, 0xc0 | (point >>> 6)), tail(point));
        }
        if (point < 0x10000) {
            return octet(octet(octet(state, 0xe0 | (point >>> 12)), tail(point >>> 6)), tail(point));
        }
        return octet(
                octet(octet(octet(state, 0xf0 | (point >>> 18)), tail(point >>> 12)), tail(point >>> 6)), tail(point));
    }

    private static int tail(int bits) {
        return 0x80 | (bits & 0x3f);
    }

    private static long octet(long state, int octet) {
        int hash = (int) (state >>> 32);
        int word = (int) state;
        if ((word & 0xff000000) == 0) {
            word = appended(word, octet);
        } else {
            hash = mixed(hash, (word & 0xffffff) | (octet << 24));
            word = 1;
        }
        return ((long) hash << 32) | (word & 0xffffffffL);
    }

    /** A word of fewer than three bytes with one more, little-endian, and the mark above it. */
    private static int appended(int word, int octet) {
        int filled = filled(word);
        return (word & ((1 << filled) - 1)) | (octet << filled) | (1 << (filled + 8));
    }

    /** The bits that a word holds: 0, 8, 16 or 24. */
    private static int filled(int word) {
        return 31 - Integer.numberOfLeadingZeros(word);
    }

    private static int mixed(int hash, int word) {
        return Integer.rotateLeft(hash ^ scrambled(word), 13) * 5 + 0xe6546b64;
    }

    private static int finished(long state, int length) {
        int word = (int) state;
        int rest = word == 0 ? 0 : word & ((1 << filled(word)) - 1);
        int hash = (int) (state >>> 32) ^ scrambled(rest) ^ length;
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }

    private static int scrambled(int word) {
        return Integer.rotateLeft(word * C1, 15) * C2;
    }

    /** The bytes of a text's UTF-8. */
    private static int bytes(String text) {
        int count = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                if (Character.isSurrogate(c)) {
                    boolean pair = text.codePointAt(i) >= 0x10000;
                    count += pair ? 2 : 0;
                    i += pair ? 1 : 0;
                } else {
                    count += c < 0x800 ? 1 : 2;
                }
            }
        }
        return count;
    }

    private Murmur3() {}
}
