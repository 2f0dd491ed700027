package io.diabolo.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.stereotype.Component;

/** Accounts as devices know them: by an id that says nothing, and the address that the person recognises. */
@Component
class PasskeyOwners implements PublicKeyCredentialUserEntityRepository {
    private final PasskeyStore store;

    PasskeyOwners(PasskeyStore store) {
        this.store = store;
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
        return of(PasskeyStore.account(handle));
    }

    /** @param account its id as text: nobody is found by an address here */
    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String account) {
        return of(UUID.fromString(account));
    }

    private @Nullable PublicKeyCredentialUserEntity of(UUID account) {
        var email = store.email(account);
        return email == null
                ? null
                : ImmutablePublicKeyCredentialUserEntity.builder()
                        .id(PasskeyStore.handle(account))
                        .name(email)
                        .displayName(email)
                        .build();
    }

    @Override
    public void save(PublicKeyCredentialUserEntity owner) {
        throw new UnsupportedOperationException("accounts are made by invitation");
    }

    @Override
    public void delete(Bytes handle) {
        throw new UnsupportedOperationException("accounts aren't deleted by a device");
    }
}
