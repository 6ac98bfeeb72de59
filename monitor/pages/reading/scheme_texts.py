"""What assessment schemes say of themselves: where they come from, how each is read, what each grade means."""

from typing import Final

from monitor.languages.phrases import N_

TEXTS: Final = frozenset(
    {
        N_(
            "The Human Rights Committee's procedure for follow-up to concluding observations under the International "
            "Covenant on Civil and Political Rights: the grades with numbered halves (B1, B2, C1, C2, D1, D2) that "
            "its follow-up reports used before the present A to E. Definitions in our own words."
        ),
        N_(
            "The Committee grades a reply and the action it reports, not the state of the law. A says largely, not "
            "fully, satisfactory and is read as 2; no grade of this scheme is read as 3. B1 and B2 both ask for more "
            "and are read as 1. C1 says that what was done does not implement the recommendation and E that it goes "
            "against it: both 0. C2, D1 and D2 describe the reply (beside the point, late, missing) and not what was "
            "done: flags without an ordinal."
        ),
        N_("The reply shows measures that largely satisfy the recommendation."),
        N_("The state took substantive action; the Committee asks for additional information."),
        N_("The state took first steps; the Committee asks for additional action and information."),
        N_("A reply was received, but the actions it reports do not implement the recommendation."),
        N_("A reply was received, but it does not concern the recommendation."),
        N_("No reply came within the deadline, or none to a specific question of the follow-up."),
        N_("No reply came after one or more reminders."),
        N_("The reply shows measures that go against the recommendation, or rejects it."),
        N_(
            "The Human Rights Committee's procedure for follow-up to concluding observations under the International "
            "Covenant on Civil and Political Rights: the present grades A to E. Definitions in our own words."
        ),
        N_(
            "The Committee grades a reply and the action it reports, not the state of the law. A says largely, not "
            "fully, satisfactory and is read as 2; no grade of this scheme is read as 3. B is read as 1, C and E as "
            "0; C also covers replies that are beside the point, which cannot be told apart here. D (no cooperation) "
            "describes the dialogue and not what was done: a flag without an ordinal."
        ),
        N_("The state gave evidence of significant action towards implementing the recommendation."),
        N_("The state took steps towards implementing the recommendation; more information or action is needed."),
        N_(
            "A reply was received, but the action or information in it is not relevant or does not implement the "
            "recommendation."
        ),
        N_("No follow-up report was received after reminders."),
        N_("The information or measures go against the recommendation, or reject it."),
        N_(
            "The Committee of Ministers of the Council of Europe, which supervises the execution of judgments of the "
            "European Court of Human Rights under Article 46 of the Convention, in two tracks (standard and "
            "enhanced). Definitions in our own words."
        ),
        N_(
            "These are steps of a procedure, not grades: they say how closely a case is followed, and run on an axis "
            "of their own. No value has an ordinal, and none moves a status; a final resolution that closes a case "
            "can be coded beside it as a grade with its own assessor and reason."
        ),
        N_("The case is supervised in the standard track."),
        N_(
            "The case is supervised in the enhanced track, reserved for cases that need closer attention, such as "
            "urgent, structural or complex ones."
        ),
        N_("The Committee of Ministers ended its supervision by a final resolution."),
        N_(
            "The five-level scale on which the European Commission's enlargement reports state how far a candidate or"
            " potential candidate is prepared in a chapter or field. Definitions in our own words."
        ),
        N_(
            "The scale grades a whole field of law and administration, not one promise, and has five levels for our "
            "four: the two between the lowest and the good level (some level of preparation, moderately prepared) are"
            " both read as 1. Well advanced, the highest level it has, is read as 3 although it does not say "
            "complete. The separate statement of progress over a year is not part of this scheme."
        ),
        N_("The country is at an early stage of preparation in the field."),
        N_("The country has some level of preparation in the field."),
        N_("The country is moderately prepared in the field."),
        N_("The country has a good level of preparation in the field."),
        N_("The country is well advanced in its preparation in the field."),
        N_(
            "The compliance procedure of the Group of States against Corruption (GRECO) of the Council of Europe, "
            "whose compliance reports conclude on each recommendation in turn. Definitions in our own words."
        ),
        N_(
            "Implemented satisfactorily and dealt with in a satisfactory manner both close a recommendation in "
            "GRECO's eyes, the second by other means than those recommended: both 3. The scheme has no value between "
            "these and partly implemented (1), so none is read as 2. The conclusion on overall compliance (globally "
            "unsatisfactory) is about all recommendations of a round together and is not part of this scheme."
        ),
        N_("The recommendation was implemented satisfactorily."),
        N_("The concern behind the recommendation was met, though not necessarily in the way it recommended."),
        N_("Some of what was recommended was done, or is far enough advanced to count in part."),
        N_("Nothing was done, or nothing that GRECO could take into account."),
        N_(
            "The assessment of electoral recommendations by the OSCE Office for Democratic Institutions and Human "
            "Rights (ODIHR), published in its election reports and its Electoral Recommendations Database. Named "
            "after paragraph 25 of the 1999 Istanbul Document, in which participating States committed themselves to "
            "follow up promptly on ODIHR's election assessments and recommendations. Definitions in our own words."
        ),
        N_(
            "The four grades have the same order and the same sense as ours and are read one to one: 3, 2, 1, 0. They"
            " are given recommendation by recommendation, so a commitment with several recommendations may carry "
            "several grades."
        ),
        N_("ODIHR assessed the recommendation as fully implemented."),
        N_("ODIHR assessed the recommendation as mostly implemented."),
        N_("ODIHR assessed the recommendation as partially implemented."),
        N_("ODIHR assessed the recommendation as not implemented."),
        N_(
            "The level of completion that the Independent Reporting Mechanism (IRM) of the Open Government "
            "Partnership gives to each commitment of an action plan. Definitions in our own words."
        ),
        N_(
            "Read one to one: complete 3, substantial 2, limited 1, not started 0. The scheme measures whether the "
            "activities of an action plan were carried out by its end, not what they changed. No evidence available "
            "is a finding about the evidence: a flag without an ordinal."
        ),
        N_("The commitment was carried out in full within the period assessed."),
        N_("Most of the commitment was carried out within the period assessed."),
        N_("The commitment was begun, and only a lesser part of it carried out, within the period assessed."),
        N_("Nothing of the commitment was begun within the period assessed."),
        N_("The evidence does not allow a finding on completion."),
        N_("This service's own four words, for codings by staff and for sources that use no published scheme."),
        N_("The values are the four graded statuses themselves: 3, 2, 1, 0."),
        N_("What was promised has been done, as far as the assessor can see."),
        N_("Most of what was promised has been done; what is missing is the lesser part."),
        N_("Some of what was promised has been done; what is missing is the greater or the decisive part."),
        N_("What was promised has not been done, or what was done does not amount to it."),
        N_(
            "The response of a state under review to recommendations made in the Universal Periodic Review of the "
            "United Nations Human Rights Council. Following Human Rights Council resolution 5/1 (2007), "
            "recommendations that enjoy the state's support are identified as such and all others are noted. "
            "Definitions in our own words."
        ),
        N_(
            "A response says what a state means to do, not what it did: no value has an ordinal, and none moves a "
            "status."
        ),
        N_("The recommendation enjoys the support of the state under review."),
        N_("The state under review took note of the recommendation without supporting it."),
    }
)
"""Each is told by ``scheme_told``."""
