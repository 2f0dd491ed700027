package io.diabolo.mail.reading;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Headers, read without a fuss about how they are written. */
final class Headers {
    private static final Pattern ID = Pattern.compile("<[^<>\\s]{1,900}>");
    private final Part part;

    Headers(Part part) {
        this.part = part;
    }

    @Nullable
    String first(String name) {
        try {
            var all = part.getHeader(name);
            return all == null || all.length == 0 ? null : repaired(MimeUtility.unfold(Objects.requireNonNull(all[0])));
        } catch (MessagingException _) {
            return null;
        }
    }

    /** Some write UTF-8 as it is; it was read byte by byte. */
    private static String repaired(String value) {
        if (value.chars().noneMatch(c -> c > 0x7f) || value.chars().anyMatch(c -> c > 0xff)) {
            return value;
        }
        var bytes = ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1));
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException _) {
            return value;
        }
    }

    /** In words, lower case; empty where there is none. */
    String lower(String name) {
        var value = first(name);
        return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    }

    boolean has(String name) {
        return first(name) != null;
    }

    String decoded(String name) {
        var value = first(name);
        try {
            return value == null
                    ? ""
                    : MimeUtility.decodeText(value)
                            .replaceAll("\\p{Cntrl}+", " ")
                            .strip();
        } catch (UnsupportedEncodingException _) {
            return Objects.requireNonNull(value);
        }
    }

    /** All ids of a header, with their angle brackets. */
    List<String> ids(String name) {
        var value = first(name);
        return value == null
                ? List.of()
                : ID.matcher(value).results().map(match -> match.group()).toList();
    }

    /** Addresses in lower case. */
    List<String> addresses(String name) {
        var all = new ArrayList<String>();
        try {
            var values = part.getHeader(name);
            for (var value : values == null ? new String[0] : values) {
                Arrays.stream(InternetAddress.parseHeader(value, false))
                        .map(InternetAddress::getAddress)
                        .filter(address -> address != null && address.contains("@"))
                        .map(address -> address.toLowerCase(Locale.ROOT))
                        .forEach(all::add);
            }
        } catch (MessagingException _) {
            return all;
        }
        return all;
    }

    /** How the first address of a header is called by whoever wrote it; empty where it isn't. */
    String name(String name) {
        try {
            var values = part.getHeader(name);
            var all = values == null || values.length == 0
                    ? new InternetAddress[0]
                    : InternetAddress.parseHeader(Objects.requireNonNull(values[0]), false);
            var personal = all.length == 0 ? null : all[0].getPersonal();
            return personal == null
                    ? ""
                    : personal.replaceAll("\\p{Cntrl}+", " ").strip();
        } catch (MessagingException _) {
            return "";
        }
    }

    static Headers of(MimeMessage message) {
        return new Headers(message);
    }
}
