package io.diabolo.acquisition;

import io.diabolo.platform.BadInput.Fault;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The answer to what was sent through a form. */
sealed interface Receipt {
    /**
     * It is with us; also said of what is held as spam, for its sender needn't know.
     *
     * @param download names the asset that was asked for; null where none is, or nobody is given one
     */
    record Thanks(UUID submission, @Nullable PublicKey download) implements Receipt {}

    /** Its sender is to confirm it by a mail. */
    record Confirm(UUID submission) implements Receipt {}

    /** Nothing was kept: its sender can put it right. */
    record Refused(List<Fault> faults) implements Receipt {}

    /**
     * Too many from one address.
     *
     * @param kept whether it was kept all the same, to be looked at
     */
    record Limited(boolean kept) implements Receipt {}

    /** The form takes nothing any more. */
    record Closed() implements Receipt {}
}
