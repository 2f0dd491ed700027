package io.diabolo.pipeline;

import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Opportunities and what can be done with them. Rights are checked here, so page, API and import agree. */
@Service
public class Opportunities {
    /** The stages of an opportunity: from discovery on, or lost. */
    static final Set<Stage> REACHED = EnumSet.of(
            Stage.DISCOVERY,
            Stage.PROPOSAL,
            Stage.CLOSING,
            Stage.WON,
            Stage.DELIVERY,
            Stage.LIVE,
            Stage.GROWTH,
            Stage.LOST);

    private final Moving moving;

    Opportunities(Moving moving) {
        this.moving = moving;
    }

    static boolean isClosed(Stage stage) {
        return stage.number() >= Stage.WON.number();
    }

    /** Who may let a deal into a stage that asks for more than there is: administrators and managers. */
    public static boolean mayOverride(Actor me) {
        return me.administrator() || me.roles().contains("manager");
    }

    /** Moves an opportunity as of now. */
    public Moved move(UUID id, Stage stage, @Nullable String reason, Actor me) {
        return move(MoveOrder.to(id, stage).because(reason), me);
    }

    /** @param at when it happened, and {@code version} the one that was looked at; null takes what is there */
    public Moved move(UUID id, Stage stage, Instant at, @Nullable String reason, @Nullable Integer version, Actor me) {
        return move(MoveOrder.to(id, stage).because(reason).at(at, version), me);
    }

    /**
     * Moves an opportunity to a stage: onwards, back, won or lost; from a closed one back it is reopened.
     *
     * @throws NoSuchRecord also if {@code me} can't see it
     * @throws StaleVersion when someone changed it meanwhile
     * @throws io.diabolo.platform.BadInput when a value that fills what is missing can't be taken
     */
    public Moved move(MoveOrder order, Actor me) {
        try {
            return moving.move(order, me);
        } catch (GateClosed closed) {
            return closed.answer();
        }
    }

    /** The customer signed: won, whatever the stage asks for. Belongs to the transaction that keeps the signature. */
    public Moved sign(UUID id, Instant at, Actor me) {
        return moving.sign(id, at, null, me);
    }

    /** Won without a signature of its own, as a consequence of another change set. */
    public Moved sign(UUID id, Instant at, UUID causedBy, Actor me) {
        return moving.sign(id, at, causedBy, me);
    }

    /** Moves an opportunity as a consequence of another change set. */
    public Moved moveAlong(MoveOrder order, UUID causedBy, Actor me) {
        try {
            return moving.move(order, causedBy, me);
        } catch (GateClosed closed) {
            return closed.answer();
        }
    }
}
