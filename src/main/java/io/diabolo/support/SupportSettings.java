package io.diabolo.support;

import static io.diabolo.jooq.Tables.SUPPORT_AGENT;
import static io.diabolo.jooq.Tables.SUPPORT_SETTING;

import io.diabolo.identity.AccessChanged;
import io.diabolo.identity.Members;
import io.diabolo.mail.SharedMailboxes;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.StaleVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How support is reached, what it sends by itself, and who answers in which tier. */
@Service
class SupportSettings {
    private static final int LONGEST_SKILL = 60;
    private final DSLContext sql;
    private final ApplicationEventPublisher events;
    private final SharedMailboxes mailboxes;
    private final Members members;

    SupportSettings(DSLContext sql, ApplicationEventPublisher events, SharedMailboxes mailboxes, Members members) {
        this.sql = sql;
        this.events = events;
        this.mailboxes = mailboxes;
        this.members = members;
    }

    /**
     * @param mailbox all that comes into it becomes tickets; null: none is shared
     * @param acknowledges whether a person who writes is told that it came in
     * @param rates whether they are asked how it was
     * @param closeDays after how many days a solved ticket is closed
     * @param publicKey in the address of the public pages; null: there are none
     */
    record Setting(
            @Nullable UUID mailbox,
            boolean acknowledges,
            boolean rates,
            int closeDays,
            @Nullable String publicKey,
            int version) {
        static final Setting NONE = new Setting(null, true, true, 7, null, 0);
    }

    /**
     * In which tier a member answers.
     *
     * @param skills what they know; empty: everything
     */
    record Agent(MemberId member, String name, int tier, List<String> skills) {}

    @Transactional(readOnly = true)
    public Setting get() {
        var row = sql.selectFrom(SUPPORT_SETTING).fetchOne();
        return row == null
                ? Setting.NONE
                : new Setting(
                        row.getMailboxId(),
                        row.getAcknowledges(),
                        row.getRates(),
                        row.getCloseDays(),
                        row.getPublicKey(),
                        row.getVersion());
    }

    /**
     * What is chosen on the page.
     *
     * @param shares whether one's own mailbox is support's from now on; null: as it is
     */
    record Wanted(@Nullable Boolean shares, boolean acknowledges, boolean rates, int closeDays, boolean pages) {}

    /** @throws io.diabolo.platform.NotAllowed unless an administrator changes it */
    @Transactional
    public void save(Wanted wanted, @Nullable Integer version, Actor me) {
        me.mayAdminister();
        var present = get();
        if (version != null && version != present.version()) {
            throw new StaleVersion(version, present.version());
        }
        if (wanted.closeDays() < 1 || wanted.closeDays() > 90) {
            throw new BadInput("close_days", "sla.fault.between", 1, 90);
        }
        var mailbox = mailbox(wanted.shares(), present, me);
        var key = !wanted.pages()
                ? null
                : present.publicKey() != null
                        ? present.publicKey()
                        : SupportLink.name(me.workspace()).text();
        sql.insertInto(SUPPORT_SETTING)
                .set(SUPPORT_SETTING.MAILBOX_ID, mailbox)
                .set(SUPPORT_SETTING.ACKNOWLEDGES, wanted.acknowledges())
                .set(SUPPORT_SETTING.RATES, wanted.rates())
                .set(SUPPORT_SETTING.CLOSE_DAYS, (short) wanted.closeDays())
                .set(SUPPORT_SETTING.PUBLIC_KEY, key)
                .onConflict(SUPPORT_SETTING.WORKSPACE_ID)
                .doUpdate()
                .set(SUPPORT_SETTING.MAILBOX_ID, mailbox)
                .set(SUPPORT_SETTING.ACKNOWLEDGES, wanted.acknowledges())
                .set(SUPPORT_SETTING.RATES, wanted.rates())
                .set(SUPPORT_SETTING.CLOSE_DAYS, (short) wanted.closeDays())
                .set(SUPPORT_SETTING.PUBLIC_KEY, key)
                .set(SUPPORT_SETTING.VERSION, SUPPORT_SETTING.VERSION.plus(1))
                .execute();
        events.publishEvent(new AccessChanged(me, "support.changed", ""));
    }

    /** What is in a mailbox is its member's: nobody else opens it to all. */
    private @Nullable UUID mailbox(@Nullable Boolean shares, Setting present, Actor me) {
        if (shares == null) {
            return present.mailbox();
        }
        if (!shares) {
            return null;
        }
        var own = mailboxes.own(me);
        if (own == null) {
            throw new BadInput("shares", "support.fault.mailbox");
        }
        return own.id();
    }

    /** All who hold the role of support, with their tiers. */
    @Transactional(readOnly = true)
    public List<Agent> agents() {
        var rows = sql.selectFrom(SUPPORT_AGENT).fetchMap(SUPPORT_AGENT.MEMBER_ID);
        return members.active().stream()
                .filter(member -> member.roles().contains("support"))
                .map(member -> {
                    var row = rows.get(member.id().value());
                    return row == null
                            ? new Agent(member.id(), member.name(), 1, List.of())
                            : new Agent(member.id(), member.name(), row.getTier(), List.of(row.getSkills()));
                })
                .toList();
    }

    /** @param skills parted by commas; empty: everything */
    @Transactional
    public void place(MemberId member, int tier, String skills, Actor me) {
        SupportRights.lead(me);
        if (tier < 1 || tier > 3) {
            throw new BadInput("tier", "ticket.fault.tier");
        }
        if (members.find(member) == null) {
            throw new BadInput("member", "ticket.fault.owner");
        }
        var all = Arrays.stream(skills.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(one -> one.substring(0, Math.min(LONGEST_SKILL, one.length())))
                .distinct()
                .limit(20)
                .toArray(String[]::new);
        sql.insertInto(SUPPORT_AGENT)
                .set(SUPPORT_AGENT.MEMBER_ID, member.value())
                .set(SUPPORT_AGENT.TIER, (short) tier)
                .set(SUPPORT_AGENT.SKILLS, all)
                .onConflict(SUPPORT_AGENT.WORKSPACE_ID, SUPPORT_AGENT.MEMBER_ID)
                .doUpdate()
                .set(SUPPORT_AGENT.TIER, (short) tier)
                .set(SUPPORT_AGENT.SKILLS, all)
                .execute();
    }

    /** In which tier they answer; the first where nobody said otherwise. */
    Agent agent(MemberId member) {
        var row = sql.selectFrom(SUPPORT_AGENT)
                .where(SUPPORT_AGENT.MEMBER_ID.eq(member.value()))
                .fetchOne();
        return row == null
                ? new Agent(member, "", 1, List.of())
                : new Agent(member, "", row.getTier(), List.of(row.getSkills()));
    }

    /** Who answers for what no member did: whose mailbox it is, else the first administrator. */
    Actor responsible(io.diabolo.platform.WorkspaceId workspace) {
        var mailbox = get().mailbox();
        var box = mailbox == null ? null : mailboxes.find(mailbox);
        var member = box == null ? null : members.find(members.present(box.member()));
        return member != null && member.isActive()
                ? Tickets.unseen(
                        members.orderedBy(Objects.requireNonNull(member).id()))
                : Tickets.unseen(
                        members.orderedBy(members.firstAdministrator(workspace).member()));
    }
}
