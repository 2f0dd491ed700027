package io.diabolo.offers;

import static io.diabolo.jooq.Tables.APPROVAL_LINK;

import io.diabolo.identity.Members;
import io.diabolo.notifications.NoticeLink;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Links by which a member answers an approval from its mail: for one approval, one member and two weeks. Who has the link has
 * the member's mail, which is what a forgotten password asks for too; it opens nothing else.
 */
@Component
class ApprovalLinks implements NoticeLink {
    static final String PATH = "/approve/";
    private static final Duration GOOD_FOR = Duration.ofDays(14);

    private final DSLContext sql;
    private final Members members;
    private final Clock clock;
    private final TransactionTemplate apart;

    ApprovalLinks(DSLContext sql, Members members, Clock clock, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.members = members;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        // A member of another workspace who follows the link reads in a transaction of their own.
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public @Nullable String path(String event, MemberId member) {
        var approval =
                event.startsWith(QuoteNews.ASKED) ? QuoteForm.id(event.substring(QuoteNews.ASKED.length())) : null;
        if (approval == null) {
            return null;
        }
        var link = QuoteLink.random(Objects.requireNonNull(WorkspaceScope.workspace()));
        sql.insertInto(APPROVAL_LINK)
                .set(APPROVAL_LINK.HASH, hash(link.text()))
                .set(APPROVAL_LINK.APPROVAL_ID, approval)
                .set(APPROVAL_LINK.MEMBER_ID, member.value())
                .set(APPROVAL_LINK.UNTIL, QuoteStore.utc(clock.instant().plus(GOOD_FOR)))
                .execute();
        return PATH + link.text();
    }

    /**
     * Does something about the approval of a link, as the member whom it was sent to.
     *
     * @throws NoSuchRecord when it opens nothing, is too old, or the member has left
     */
    <T> T in(String text, BiFunction<UUID, Actor, T> work) {
        var link = QuoteLink.read(text);
        if (link == null) {
            throw new NoSuchRecord("approval", text);
        }
        return WorkspaceScope.in(
                link.workspace(),
                () -> Objects.requireNonNull(apart.execute(_ -> {
                    var row = sql.selectFrom(APPROVAL_LINK)
                            .where(APPROVAL_LINK.HASH.eq(hash(text)))
                            .and(APPROVAL_LINK.UNTIL.gt(QuoteStore.utc(clock.instant())))
                            .fetchOne();
                    if (row == null) {
                        throw new NoSuchRecord("approval", text);
                    }
                    return work.apply(
                            row.getApprovalId(),
                            members.actor(new MemberId(row.getMemberId()), Origin.PAGE, Scope.WRITE));
                })));
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
