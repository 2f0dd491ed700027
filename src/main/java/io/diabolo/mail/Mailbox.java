package io.diabolo.mail;

import io.diabolo.jooq.tables.records.MailboxRecord;
import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member's mailbox, without its secrets.
 *
 * @param imap null where nothing is read
 * @param sentFolder null where none is read
 * @param keepsSent whether Diabolo puts a copy there
 * @param dailyCap mails of prospecting a day
 * @param connected whether there is a password or a token
 * @param trouble text key of what is wrong; null where nothing is
 * @param troubleSaid in the server's own words
 */
record Mailbox(
        UUID id,
        MemberId member,
        String address,
        String senderName,
        Way way,
        String login,
        Server smtp,
        @Nullable Server imap,
        MailPrivacy privacy,
        List<String> folders,
        @Nullable String sentFolder,
        boolean keepsSent,
        int dailyCap,
        boolean servesAll,
        boolean connected,
        @Nullable String trouble,
        @Nullable String troubleSaid,
        @Nullable Instant troubleAt,
        @Nullable Instant syncedAt,
        Instant readFrom,
        int version) {

    /** How one signs in. */
    enum Way {
        PASSWORD,
        MICROSOFT,
        GOOGLE;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isOAuth() {
            return this != PASSWORD;
        }
    }

    enum Security {
        TLS,
        STARTTLS,
        NONE;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Security of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    record Server(String host, int port, Security security) {}

    static Mailbox of(MailboxRecord row) {
        var imap = row.getImapHost();
        var trouble = row.getTroubleAt();
        var synced = row.getSyncedAt();
        return new Mailbox(
                row.getId(),
                new MemberId(row.getMemberId()),
                row.getAddress(),
                row.getSenderName(),
                Way.valueOf(row.getWay().toUpperCase(Locale.ROOT)),
                row.getLogin(),
                new Server(row.getSmtpHost(), row.getSmtpPort(), Security.of(row.getSmtpSecurity())),
                imap == null
                        ? null
                        : new Server(
                                imap,
                                Objects.requireNonNull(row.getImapPort()),
                                Security.of(Objects.requireNonNull(row.getImapSecurity()))),
                MailPrivacy.of(row.getPrivacy()),
                List.of(row.getFolders()),
                row.getSentFolder(),
                row.getKeepsSent(),
                row.getDailyCap(),
                row.getServesAll(),
                row.getPassword() != null || row.getRefreshToken() != null,
                row.getTrouble(),
                row.getTroubleSaid(),
                trouble == null ? null : trouble.toInstant(),
                synced == null ? null : synced.toInstant(),
                row.getReadFrom().toInstant(),
                row.getVersion());
    }

    /** What stands behind the address's at sign. */
    String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
