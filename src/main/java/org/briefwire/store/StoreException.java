package org.briefwire.store;

import org.briefwire.model.BriefwireException;

/** The database refused or is out of reach; nothing of the transaction was kept. */
public final class StoreException extends BriefwireException {
    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
