package dev.globaltable;

import dev.globaltable.replication.GlobalTableGroup;
import dev.globaltable.replication.Member;
import dev.globaltable.table.RegionalTables;

/** A replica on its way in or out, one step after the other in virtual time (reference 1.3). */
abstract class ReplicaSteps {

    final AccountContext account;
    final StatusChanges statuses;
    final GlobalTableGroup group;
    final Member member;
    final RegionalTables tables;

    /** @param tables those of the member's Region */
    ReplicaSteps(AccountContext account, GlobalTableGroup group, Member member, RegionalTables tables) {
        this.account = account;
        this.statuses = account.statuses();
        this.group = group;
        this.member = member;
        this.tables = tables;
    }

    void tell(String status) {
        statuses.tell(member, group.name(), status);
    }
}
