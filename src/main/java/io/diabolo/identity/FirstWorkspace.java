package io.diabolo.identity;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.WORKSPACE_SETTING;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sets an installation up: its workspace and who administers it, by a link that only the console shows. */
@Service
class FirstWorkspace {
    private static final Duration GOOD_FOR = Duration.ofHours(24);

    private final DSLContext sql;
    private final AccountStore accounts;
    private final PasswordEncoder passwords;
    private final Clock clock;

    FirstWorkspace(DSLContext sql, AccountStore accounts, PasswordEncoder passwords, Clock clock) {
        this.sql = sql;
        this.accounts = accounts;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** What the page asks. */
    record Request(
            String organisation,
            String name,
            String email,
            String password,
            String language,
            String zone,
            String currency) {}

    /** A new link, in place of older ones; null once there is a workspace. */
    @Transactional
    @Nullable
    Secret link() {
        if (exists()) {
            return null;
        }
        accounts.forgetSetupLinks();
        var secret = Secret.random("");
        accounts.saveLink(secret, "setup", null, null, clock.instant().plus(GOOD_FOR));
        return secret;
    }

    boolean isGood(Secret link) {
        var target = accounts.linkTarget(link);
        return target != null && target.purpose().equals("setup");
    }

    /**
     * Makes the workspace and its first administrator; null when the link isn't good any more.
     *
     * @throws io.diabolo.platform.BadInput when something of the request can't be taken; the link stays good
     */
    @Transactional
    @Nullable
    SessionMember create(Secret link, Request request) {
        if (!isGood(link)) {
            return null;
        }
        check(request);
        if (!accounts.useLink(link)) {
            return null;
        }
        var workspace = createWorkspace(request);
        var email = Emails.normal(request.email());
        var account = accounts.save(email, Objects.requireNonNull(passwords.encode(request.password())));
        var member = sql.insertInto(MEMBER)
                .set(MEMBER.ACCOUNT_ID, account)
                .set(MEMBER.NAME, request.name().strip())
                .set(MEMBER.EMAIL, email)
                .set(MEMBER.ROLES, new String[] {"manager"})
                .set(MEMBER.ADMINISTRATOR, true)
                .set(MEMBER.VISIBILITY, Sight.ALL.id())
                .set(MEMBER.LOCALE, request.language())
                .set(MEMBER.TIME_ZONE, request.zone())
                .returningResult(MEMBER.ID)
                .fetchSingle()
                .value1();
        return SessionMember.of(account, workspace, new MemberId(member));
    }

    private static void check(Request request) {
        new Faults()
                .name("organisation", request.organisation())
                .name("name", request.name())
                .email("email", request.email())
                .password("password", request.password(), request.email())
                .language("language", request.language())
                .zone("zone", request.zone())
                .currency("currency", request.currency())
                .refuse();
    }

    private WorkspaceId createWorkspace(Request request) {
        var id = new WorkspaceId(Objects.requireNonNull(
                sql.resultQuery("select create_workspace(?)", slug(request)).fetchSingle(0, UUID.class)));
        // The transaction began without a workspace, for there was none; from here on it is in the new one.
        sql.fetch("select set_config('diabolo.workspace', ?, true)", id.toString());
        sql.insertInto(WORKSPACE_SETTING)
                .set(WORKSPACE_SETTING.NAME, request.organisation().strip())
                .set(WORKSPACE_SETTING.LOCALE, request.language())
                .set(WORKSPACE_SETTING.TIME_ZONE, request.zone())
                .set(WORKSPACE_SETTING.CURRENCY, request.currency())
                .execute();
        return id;
    }

    /** The short name on the console: atelier-nord. */
    private String slug(Request request) {
        var plain = Normalizer.normalize(request.organisation(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        var slug = plain.isEmpty() ? "workspace" : plain;
        var taken = sql.resultQuery("select workspace_by_slug(?)", slug).fetchSingle(0, UUID.class) != null;
        return taken ? slug + "-" + UUID.randomUUID().toString().substring(0, 8) : slug;
    }

    private boolean exists() {
        return sql.resultQuery("select first_workspace()").fetchSingle(0, UUID.class) != null;
    }
}
