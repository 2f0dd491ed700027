package io.diabolo.mail.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reports of what wasn't delivered: RFC 3464 where servers keep to it, their words where they don't. */
final class BounceReader {
    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^message-id:\\s*(<[^<>\\s]+>)");
    private static final Pattern STATUS = Pattern.compile("\\b([245])\\.([0-9]{1,3})\\.([0-9]{1,3})\\b");
    private static final Pattern REPLY = Pattern.compile("(?<![0-9.])([45][0-9]{2})[ -]");
    private static final Pattern ADDRESS = Pattern.compile("[\\w.!#$%&'*+/=?^`{|}~-]+@[\\w-]+(\\.[\\w-]+)+");
    private static final Pattern MAILER = Pattern.compile(
            "(?i)(mailer-daemon|post_?master|mail-?daemon|mdaemon|mailerdaemon"
                    + "|mail delivery|mailadministrator|mail administrator|double-bounce|delivery (sub)?system|ndr administrator)");
    private static final Pattern SUBJECT = Pattern.compile(
            "(?iu)(undeliver|not delivered|delivery (status|has failed|failure|failed|report|problem|error)"
                    + "|(mail|message) deliver|returned (mail|to sender)|returning message|return(ed)? to sender|failure notice"
                    + "|mail failure|failed (mail|delivery)|delivery notification|could(n.t| not) be (delivered|sent)"
                    + "|could not (send|deliver)|mail system error|error sending|smtp server: errors|non[- ]?(remis|distribu)"
                    + "|échec de (la )?(remise|distribution|livraison)|unzustellbar|nicht zugestellt|zustellung"
                    + "|no se (pudo|ha podido) entregar|mancato recapito|niet bezorgd|メールエラー|postmaster notice"
                    + "|warning: message|user unknown|address not found|unable to deliver|undeliverable|bounce)");
    /** Words by which servers say that the address doesn't exist. */
    private static final Pattern UNKNOWN =
            Pattern.compile("(?is)(user|address|recipient|mailbox|account|host|domain|destinataire|utilisateur|adresse)"
                    + ".{0,60}(unknown|not (exist|found|known)|does(n.t| not) exist|no longer|invalid|disabled|inactive|unavailable"
                    + "|inconnu|n.existe pas)|(no such|unknown|invalid) (user|address|recipient|mailbox|account|person|local)"
                    + "|no mailbox here|not a valid|doesn.t have an? .{0,40}account|isn.t listed");

    private BounceReader() {}

    /** Null when it isn't a report of a failure. */
    static @Nullable Bounce read(Headers headers, Parts parts, String subject, String text) {
        var delivery = String.join("\n\n", parts.deliveries);
        if (!delivery.isBlank()) {
            var action = field(delivery, "action");
            return action.isEmpty() || action.startsWith("failed") || action.startsWith("delayed")
                    ? ofReport(delivery, action, headers, parts, text)
                    : null;
        }
        return isFreeText(headers, parts, subject, text) ? ofText(headers, parts, text) : null;
    }

    private static Bounce ofReport(String delivery, String action, Headers headers, Parts parts, String text) {
        var recipient = named(field(delivery, "final-recipient"));
        if (recipient == null) {
            recipient = named(field(delivery, "original-recipient"));
        }
        var status = first(STATUS, field(delivery, "status"));
        var diagnostic = field(delivery, "diagnostic-code");
        var said = diagnostic.isEmpty() ? first(STATUS, text) : diagnostic;
        if (status.isEmpty() || status.endsWith(".0.0")) {
            var better = first(STATUS, diagnostic);
            status = better.isEmpty() ? status : better;
        }
        return new Bounce(
                recipient == null ? failed(headers, text) : recipient,
                status,
                said,
                !action.startsWith("delayed") && isPermanent(status, diagnostic + "\n" + text),
                originals(parts, text));
    }

    /** A mailer wrote it or its subject says so; a human's out-of-office note has neither. */
    private static boolean isFreeText(Headers headers, Parts parts, String subject, String text) {
        if (headers.has("X-Failed-Recipients")) {
            return true;
        }
        var from = headers.decoded("From");
        var mailer = MAILER.matcher(from).find();
        var says = SUBJECT.matcher(subject).find();
        var nobody = headers.lower("Return-Path").equals("<>") || from.isBlank();
        var report = headers.lower("Content-Type").contains("multipart/report");
        var proof = REPLY.matcher(text).find()
                || STATUS.matcher(text).find()
                || UNKNOWN.matcher(text).find();
        var returned = !parts.originals.isEmpty();
        return (mailer && (says || nobody || report || proof))
                || (says && (nobody || report || proof || returned))
                || (nobody && returned && (proof || SUBJECT.matcher(text).find()));
    }

    private static Bounce ofText(Headers headers, Parts parts, String text) {
        var status = first(STATUS, text);
        return new Bounce(
                failed(headers, text), status, sentence(text), isPermanent(status, text), originals(parts, text));
    }

    /**
     * Whether the address won't take the next mail either. A full mailbox, a mail that is too large, and a server that doesn't
     * like what it says are no fault of the address.
     */
    static boolean isPermanent(String status, String words) {
        if (status.matches("5\\.(2\\.2|2\\.3|3\\.4|6\\.[0-9]+|7\\.[0-9]+)")) {
            return status.startsWith("5.7") && UNKNOWN.matcher(words).find();
        }
        if (status.startsWith("5")) {
            return true;
        }
        if (status.startsWith("4")) {
            return false;
        }
        var reply = first(REPLY, words);
        return UNKNOWN.matcher(words).find() || reply.matches("55[013]");
    }

    /** {@code rfc822; <lea@exemple.fr>}, perhaps with the way there in front (RFC 5321, appendix C). */
    private static @Nullable String named(String field) {
        var bare = field.substring(field.indexOf(';') + 1).strip().replaceAll("[<>]", "");
        var address = bare.startsWith("@") ? bare.substring(bare.lastIndexOf(':') + 1) : bare;
        return address.matches("[^@\\s]+@[^@\\s]+") ? address : null;
    }

    private static @Nullable String failed(Headers headers, String text) {
        var named = headers.first("X-Failed-Recipients");
        var address = named == null ? null : address(named);
        if (address != null) {
            return address;
        }
        // Before what is quoted, where the report names whom it is about.
        var end = MESSAGE_ID.matcher(text);
        return address(end.find() ? text.substring(0, end.start()) : text);
    }

    private static @Nullable String address(String text) {
        var found = ADDRESS.matcher(text);
        while (found.find()) {
            var address = found.group().toLowerCase(Locale.ROOT);
            if (!MAILER.matcher(address).find()) {
                return address;
            }
        }
        return null;
    }

    private static List<String> originals(Parts parts, String text) {
        var all = new ArrayList<String>();
        for (var original : parts.originals) {
            MESSAGE_ID.matcher(original).results().limit(1).forEach(match -> all.add(match.group(1)));
        }
        MESSAGE_ID.matcher(text).results().limit(5).forEach(match -> all.add(match.group(1)));
        return List.copyOf(all);
    }

    /** The mails that a report quotes. */
    static List<String> about(Parts parts, String text) {
        return originals(parts, text);
    }

    /** Whom a complaint comes from, where it says so. */
    static @Nullable String recipient(String report) {
        return address(field(report, "original-rcpt-to"));
    }

    /** The first field of this name in the report, its folded lines in one. */
    private static String field(String report, String name) {
        var field = Pattern.compile("(?im)^" + name + "[ \\t]*:[ \\t]*(.*(?:\\n[ \\t]+.*)*)")
                .matcher(report);
        return field.find() ? field.group(1).replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT) : "";
    }

    private static String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? found.group().strip().replaceFirst("-$", "") : "";
    }

    private static String sentence(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line ->
                        REPLY.matcher(line).find() || UNKNOWN.matcher(line).find())
                .findFirst()
                .orElse("");
    }
}
