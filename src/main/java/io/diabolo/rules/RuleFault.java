package io.diabolo.rules;

import io.diabolo.platform.BadInput;
import java.util.List;

/**
 * What is wrong with an expression.
 *
 * @param position of the character, from 1; also the first of the text's arguments
 */
public record RuleFault(int position, String key, List<Object> args) {
    static RuleFault at(int position, String key, Object... more) {
        var args = new java.util.ArrayList<Object>();
        args.add(position);
        args.addAll(List.of(more));
        return new RuleFault(position, key, List.copyOf(args));
    }

    BadInput.Fault of(String field) {
        return new BadInput.Fault(field, key, args);
    }
}
