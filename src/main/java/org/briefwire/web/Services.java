package org.briefwire.web;

import org.briefwire.audience.Choose;
import org.briefwire.audience.Leave;
import org.briefwire.notice.OwnDataNotices;
import org.briefwire.store.EditionOrders;
import org.briefwire.store.Held;
import org.briefwire.store.PersonalData;

/** What the pages can change, behind their buttons. */
public record Services(
        Leave leave,
        Choose choose,
        PersonalData personalData,
        OwnDataNotices ownDataNotices,
        Held held,
        EditionOrders orders,
        JoinServices joining) {}
