package io.diabolo.directory;

import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import java.util.Collection;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Addresses and numbers of people who were erased, as salted hashes: a form or a file that brings one back is told so. An
 * administrator lets an address in again when its owner comes back.
 */
@Service
public class ErasedContacts {
    private final DSLContext sql;

    ErasedContacts(DSLContext sql) {
        this.sql = sql;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void remember(Collection<@Nullable String> contacts) {
        sql.execute("insert into contact_salt default values on conflict do nothing");
        var known = contacts.stream()
                .filter(Objects::nonNull)
                .filter(contact -> !contact.isBlank())
                .distinct()
                .toArray(String[]::new);
        // A switchboard, or a mailbox of several, stays usable for those who remain.
        sql.execute("""
            insert into erased_contact (hash)
            select contact_hash(contact) from unnest({0}) as contact
            where contact like '%@%'
               or not exists (select from company where phone = contact)
            on conflict do nothing
            """, val(known));
    }

    /** Whether somebody with this address or number was erased. */
    @Transactional(readOnly = true)
    public boolean knows(@Nullable String contact) {
        return contact != null
                && !contact.isBlank()
                && sql.fetchExists(sql.select().from("erased_contact").where("hash = contact_hash({0})", val(contact)));
    }

    /** Lets an address or number in again. @return false when it wasn't barred @throws BadInput when none is given */
    @Transactional
    public boolean lift(String contact, Actor me) {
        me.mayAdminister();
        if (contact.isBlank()) {
            throw new BadInput("contact", "directory.fault.contact");
        }
        return sql.execute("delete from erased_contact where hash = contact_hash({0})", val(contact.strip())) > 0;
    }
}
