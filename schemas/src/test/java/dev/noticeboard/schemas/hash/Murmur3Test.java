package dev.noticeboard.schemas.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Murmur3Test {
    /** MurmurHash3_x86_32, seed 0, as published in many places: Wikipedia's table among them. */
    @ParameterizedTest
    @CsvSource({
        "'', 00000000",
        "test, ba6bd213",
        "'Hello, world!', c0363e43",
        "The quick brown fox jumps over the lazy dog, 2e4ff723"
    })
    void utf8_ofKnownTexts_isTheKnownHash(String text, String hash) {
        assertEquals(hash, HexFormat.of().toHexDigits(Murmur3.utf8(text)));
    }

    /** Bytes beyond ASCII and tails of one to three bytes: signs and shifts go wrong there. */
    @ParameterizedTest
    @CsvSource({
        "ffffffff, 76293b50",
        "21436587, f55b516b",
        "214365, 7e4a8634",
        "2143, a0f7b07a",
        "21, 72661cf4",
        "00000000, 2362f9de",
        "000000, 85f0b427",
        "0000, 30f4c306",
        "00, 514e28b7"
    })
    void plain_ofKnownBytes_isTheKnownHash(String bytes, String hash) {
        assertEquals(hash, HexFormat.of().toHexDigits(plain(HexFormat.of().parseHex(bytes))));
    }

    @Property
    void utf8_ofAnyTexts_isThePlainHashOfTheirBytes(@ForAll String first, @ForAll String second) {
        assertEquals(plain(first.getBytes(StandardCharsets.UTF_8)), Murmur3.utf8(first));
        byte[] both = (first + "\uD83D\uDE00é" + second).getBytes(StandardCharsets.UTF_8);
        assertEquals(plain(both), Murmur3.utf8(first + "\uD83D\uDE00é", second));
        assertEquals(plain((first + "x").getBytes(StandardCharsets.UTF_8)), Murmur3.utf8(first + "x", ""));
    }

    /** The plain form of the algorithm, over bytes. */
    private static int plain(byte[] bytes) {
        int hash = 0;
        int whole = bytes.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            hash ^= scrambled(word(bytes, i, 4));
            hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
        }
        hash ^= scrambled(word(bytes, whole, bytes.length - whole));
        hash ^= bytes.length;
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }

    private static int word(byte[] bytes, int from, int length) {
        int word = 0;
        for (int i = 0; i < length; i++) {
            word |= (bytes[from + i] & 0xff) << (8 * i);
        }
        return word;
    }

    private static int scrambled(int word) {
        return Integer.rotateLeft(word * 0xcc9e2d51, 15) * 0x1b873593;
    }
}
