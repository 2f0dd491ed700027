package io.diabolo.mail;

import io.diabolo.directory.EmailAddress;
import io.diabolo.mail.Mailbox.Security;
import io.diabolo.mail.Mailbox.Server;
import io.diabolo.mail.Mailbox.Way;
import io.diabolo.platform.BadInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox as it is typed, judged as a whole.
 *
 * @param password empty: the one of before stays
 */
record MailboxInput(
        String address,
        String senderName,
        Way way,
        String login,
        String password,
        Server smtp,
        @Nullable Server imap,
        MailPrivacy privacy,
        List<String> folders,
        @Nullable String sentFolder,
        boolean keepsSent,
        int dailyCap,
        boolean servesAll) {
    private static final int MOST_FOLDERS = 20;
    private static final int LONGEST = 200;
    static final int HIGHEST_CAP = 5_000;

    /** @throws BadInput with one entry for each field that can't be taken */
    static MailboxInput read(Map<String, String> typed, MailSettings settings) {
        var faults = new ArrayList<BadInput.Fault>();
        var way = choice(typed, "way", Way.values(), Way.PASSWORD, faults);
        if (way.isOAuth() && !settings.of(way).isOn()) {
            faults.add(new BadInput.Fault("way", "mailbox.fault.way"));
        }
        var address = EmailAddress.of(text(typed, "address", faults)).map(EmailAddress::text);
        if (address.isEmpty()) {
            faults.add(new BadInput.Fault("address", "mailbox.fault.address"));
        }
        var login = text(typed, "login", faults);
        var sent = text(typed, "sent_folder", faults);
        var input = new MailboxInput(
                address.orElse(""),
                Said.plain(text(typed, "sender_name", faults)),
                way,
                login.isEmpty() ? address.orElse("") : login,
                typed.getOrDefault("password", ""),
                way.isOAuth() ? settings.smtp(way) : server(typed, "smtp", 587, faults),
                way.isOAuth() ? settings.imap(way) : reading(typed, faults),
                choice(typed, "privacy", MailPrivacy.values(), MailPrivacy.ALL, faults),
                folders(text(typed, "folders", faults)),
                sent.isEmpty() ? (way.isOAuth() ? settings.sentFolder(way) : null) : sent,
                !way.isOAuth() && isYes(typed, "keeps_sent"),
                cap(typed, faults),
                isYes(typed, "serves_all"));
        if (input.folders().size() > MOST_FOLDERS) {
            faults.add(new BadInput.Fault("folders", "mailbox.fault.folders", MOST_FOLDERS));
        }
        if (input.password().length() > 1_000) {
            faults.add(new BadInput.Fault("password", "problem.field.too-long", 1_000));
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        return input;
    }

    private static @Nullable Server reading(Map<String, String> typed, List<BadInput.Fault> faults) {
        return typed.getOrDefault("imap_host", "").isBlank() ? null : server(typed, "imap", 993, faults);
    }

    private static Server server(Map<String, String> typed, String which, int usualPort, List<BadInput.Fault> faults) {
        var host = text(typed, which + "_host", faults).toLowerCase(Locale.ROOT);
        if (!host.matches("[a-z0-9.:_-]{1,200}")) {
            faults.add(new BadInput.Fault(which + "_host", "mailbox.fault.host"));
        }
        var port = typed.getOrDefault(which + "_port", "").strip();
        var number = port.isEmpty() ? usualPort : port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
        if (number < 1 || number > 65_535) {
            faults.add(new BadInput.Fault(which + "_port", "mailbox.fault.port"));
        }
        return new Server(host, number, choice(typed, which + "_security", Security.values(), Security.TLS, faults));
    }

    private static <E extends Enum<E>> E choice(
            Map<String, String> typed, String field, E[] all, E usual, List<BadInput.Fault> faults) {
        var text = typed.getOrDefault(field, "").strip();
        if (text.isEmpty()) {
            return usual;
        }
        return Arrays.stream(all)
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseGet(() -> {
                    faults.add(new BadInput.Fault(field, "problem.field.choice"));
                    return usual;
                });
    }

    private static String text(Map<String, String> typed, String field, List<BadInput.Fault> faults) {
        var text = typed.getOrDefault(field, "").strip();
        if (text.length() > LONGEST) {
            faults.add(new BadInput.Fault(field, "problem.field.too-long", LONGEST));
            return "";
        }
        if (text.indexOf('\0') >= 0) {
            faults.add(new BadInput.Fault(field, "problem.field.text"));
            return "";
        }
        return text;
    }

    private static List<String> folders(String text) {
        var all = Arrays.stream(text.split("[,;\n]"))
                .map(String::strip)
                .filter(folder -> !folder.isEmpty())
                .distinct()
                .toList();
        return all.isEmpty() ? List.of("INBOX") : all;
    }

    private static int cap(Map<String, String> typed, List<BadInput.Fault> faults) {
        var text = typed.getOrDefault("daily_cap", "").strip();
        var cap = text.isEmpty() ? 100 : text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (cap < 1 || cap > HIGHEST_CAP) {
            faults.add(new BadInput.Fault("daily_cap", "mailbox.fault.cap", HIGHEST_CAP));
        }
        return cap;
    }

    private static boolean isYes(Map<String, String> typed, String field) {
        return List.of("true", "on", "1").contains(typed.getOrDefault(field, ""));
    }
}
