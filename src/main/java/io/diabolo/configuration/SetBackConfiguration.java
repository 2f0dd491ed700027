package io.diabolo.configuration;

import io.diabolo.platform.Actor;
import io.diabolo.records.AfterUndo;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** An undone import of a configuration takes its settings back too. */
@Component
@Order(90)
class SetBackConfiguration implements AfterUndo {
    /** Later: the imports write change sets, whose undoing asks here. */
    private final ObjectProvider<ConfigurationImports> imports;

    SetBackConfiguration(ObjectProvider<ConfigurationImports> imports) {
        this.imports = imports;
    }

    @Override
    public void undone(UUID changeSet, Actor me) {
        imports.getObject().setBack(changeSet, me);
    }
}
