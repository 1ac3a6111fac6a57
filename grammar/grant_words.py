"""What a grant is called: one list for every rule that asks whether money is given.

    给予30%的扶持          a grant, as are 补贴, 奖补, 资助
    给予支持               a promise, and no word of this list

The words are alternatives of a pattern; none of them says by itself that there is money.
"""

from __future__ import annotations

GRANT = "补贴|补助|奖励|奖补|补奖|资助|扶持|贴息|津贴|奖金|奖学金|助学金|救助"
"""Nouns that are verbs as well: 给予50元的奖励, 奖励50元."""
PAID_OUT = f"{GRANT}|返还|补偿|安家费|慰问|贷款|配套|转移支付"
"""Any other form in which money reaches whom it is for."""
