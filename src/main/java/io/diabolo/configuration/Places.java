package io.diabolo.configuration;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import java.util.function.UnaryOperator;

/** What a service calls the field of a fault, as the file calls it. */
public final class Places {
    private Places() {}

    /** @throws BadInput the one that the work throws, with its places in the item */
    public static void named(UnaryOperator<String> inFile, Runnable work) {
        try {
            work.run();
        } catch (BadInput bad) {
            throw new BadInput(bad.faults().stream()
                    .map(fault -> new Fault(inFile.apply(fault.field()), fault.key(), fault.args()))
                    .toList());
        }
    }
}
