package io.diabolo.mail.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An answer's own words, apart from the mail that it quotes. What stands between quoted lines is the answer too; without any
 * mark of quoting all of it is.
 */
record QuotedText(String own, String quoted) {
    /** "On … wrote:", in the languages that people here are written to and some more; it may run over three lines. */
    private static final Pattern WROTE =
            Pattern.compile("(?iu)^(on|le|el|am|il giorno|il|op|den|em|a|dnia|w dniu|pe|vào|на)?\\b.{4,300}?"
                    + "(wrote|a écrit|a ecrit|escribió|escribio|schrieb.{0,120}|ha scritto|schreef.{0,120}|skrev.{0,120}"
                    + "|escreveu|napisał\\(?a?\\)?|napisała|pisze|a scris|написал\\(?а?\\)?|пишет|kirjoitti|írta)"
                    + "\\s?:?\\s*:$");

    private static final Pattern RULE = Pattern.compile("(?iu)^[-_*=> ]{2,}\\s*"
            + "(original (message|email|appointment)|message d.origine|message transféré|forwarded message|reply message"
            + "|ursprüngliche (nachricht|e-mail)|originalnachricht|mensaje original|messaggio originale"
            + "|oorspronkelijk bericht|oprindelig (meddelelse|besked)|opprinnelig melding|mensagem original"
            + "|исходное сообщение|wiadomość oryginalna|antwort(mail)?)"
            + "\\s*[-_*=]*\\s*$");

    private static final Pattern FROM =
            Pattern.compile("(?iu)^[*_]*(from|de|von|da|van|fra|från|od|от|expéditeur)[*_]*\\s?:[*_]*\\s?\\S.*");
    private static final Pattern BESIDE_FROM = Pattern.compile(
            "(?iu)^[*_]*(sent|date|to|subject|cc|envoyé|à|objet|gesendet|an|betreff|datum|enviado|fecha|para|asunto|inviato|data"
                    + "|a|oggetto|verzonden|aan|onderwerp|sendt|dato|til|emne|skickat|till|ämne|reply-to)[*_]*\\s?:.*");
    private static final int HEADER_LINES = 3;

    static QuotedText of(String text) {
        // French puts such spaces before a colon.
        var lines = List.of(text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\u00a0', ' ')
                .replace('\u202f', ' ')
                .split("\n", -1));
        var own = new ArrayList<String>();
        var quoted = new ArrayList<String>();
        for (var at = 0; at < lines.size(); ) {
            var line = lines.get(at).strip();
            if (line.startsWith(">")) {
                quoted.add(lines.get(at++));
                continue;
            }
            var header = wrote(lines, at);
            if (header > 0) {
                quoted.addAll(lines.subList(at, at + header));
                at += header;
                if (!isQuotedNext(lines, at)) {
                    quoted.addAll(lines.subList(at, lines.size()));
                    break;
                }
            } else if (RULE.matcher(line).matches() || isHeaderBlock(lines, at)) {
                quoted.addAll(lines.subList(at, lines.size()));
                break;
            } else {
                own.add(lines.get(at++));
            }
        }
        var said = joined(own);
        // Everything is marked as quoted: then that is what was sent.
        return said.isEmpty() ? new QuotedText(text.strip(), "") : new QuotedText(said, joined(quoted));
    }

    /** @return how many lines it runs over; 0 when it is none */
    private static int wrote(List<String> lines, int at) {
        var header = new StringBuilder();
        for (var i = 0; i < HEADER_LINES && at + i < lines.size(); i++) {
            var line = lines.get(at + i).strip();
            if (line.isEmpty() || line.startsWith(">")) {
                return 0;
            }
            header.append(header.isEmpty() ? "" : " ").append(line);
            if (WROTE.matcher(header).matches() && namesSomebody(header)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** A sentence that ends in "wrote:" names no date or address. */
    private static boolean namesSomebody(CharSequence header) {
        return Pattern.compile("[0-9@]").matcher(header).find();
    }

    private static boolean isQuotedNext(List<String> lines, int at) {
        for (var i = at; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (!line.isEmpty()) {
                return line.startsWith(">");
            }
        }
        return true;
    }

    /** Outlook's way: the headers of the mail that is answered, below each other. */
    private static boolean isHeaderBlock(List<String> lines, int at) {
        if (!FROM.matcher(lines.get(at).strip()).matches()) {
            return false;
        }
        var beside = 0;
        for (var i = at + 1; i < Math.min(lines.size(), at + 6); i++) {
            if (BESIDE_FROM.matcher(lines.get(i).strip()).matches()) {
                beside++;
            }
        }
        return beside >= 2;
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines)
                .replaceAll("\n{3,}", "\n\n")
                .replaceFirst("\\s*\n[-_]{3,}\\s*$", "")
                .strip();
    }
}
