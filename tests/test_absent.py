"""What the documents do not say is not in the graph.

A claim is a question that must find nothing. Its control is the same question with the second word
of each «pair»: something that the documents do say, so that no claim passes by a slip in a name.
"""

from __future__ import annotations

import re

import pytest
from test_counts import GUIDE, SET, SMS, Table, firsts, rows, table

from aitalent_kg.graph import KnowledgeGraph
from aitalent_kg.names import GRAPH, ID

#: Prefixes for the folders of resources, and `graph:` for what only one document says.
FOLDERS = {
    "graph": GRAPH,
    "doc": ID,
    "sms": f"{ID}{SMS}/",
    "set": f"{ID}{SET}/",
    "ability": f"{ID}{GUIDE}/ability/",
    "cert": f"{ID}{GUIDE}/certification/",
    "role": f"{ID}{GUIDE}/role/",
    "roletype": f"{ID}{GUIDE}/role-type/",
    "tab": f"{ID}{GUIDE}/table/",
    "talent": f"{ID}{GUIDE}/talent-category/",
    "deckpath": f"{ID}industry-guide-deck/path/",
    "deckstart": f"{ID}industry-guide-deck/background/",
    "group": f"{ID}industry-guide-deck/role-group/",
    "civil": f"{ID}civil-service-framework/competency/",
    "attitude": f"{ID}civil-service-framework/attitude/",
    "industry": f"{ID}industry/",
    "tool": f"{ID}tool/",
}
PAIR = re.compile("«(.*?) / (.*?)»")


def matches(kg: KnowledgeGraph, claim: tuple[str, ...], word: int) -> Table:
    """What the question of a claim finds with the first or second word of each pair."""
    pattern = PAIR.sub(lambda pair: pair[word], claim[1])
    prefixes = " ".join(f"PREFIX {name}: <{base}>" for name, base in FOLDERS.items())
    found = kg.select(f"{prefixes} SELECT ?x WHERE {{ {pattern} }}").values()
    return [tuple(str(value) for value in row.values()) for row in found]


STANDARDS = table("""
skills of T2.2                     | ?r ait:requirer sms:T2.2 ; ait:requiredItem ?x . ?x a ait:«Skill / Knowledge»
generated skills of T2.2           | sms:T2.2 ait:requires ?x . ?x a ait:«Skill / Knowledge»
level of T1.2                      | sms:«T1.2 / T1.1» ait:level ?x
level of T3.2                      | sms:«T3.2 / T3.1» ait:level ?x
items required by an indicator     | ?r ait:requirer ?x . ?x a ait:«BehaviourIndicator / Task»
items required by a duty of iCAP   | ?r ait:requirer ?x . ?x a ait:«Duty / Task»
attitudes required by a task       | ?r ait:requiredItem ?x . ?x a ait:«Attitude / Knowledge»
outputs paired with indicators     | ?x a ait:Output ; ?p ?i . ?i a ait:«BehaviourIndicator / Task»
items of two standards             | ?x skos:inScheme doc:SMS2512-002v1, doc:«SET2529-001v2 / SMS2512-002v1»
date of SMS2512-002v1              | doc:«SMS2512-002v1 / SET2529-001v2» dcterms:issued ?x
version row of SMS2512-002v1       | doc:«SMS2512-002v1 / SET2529-001v2» dcat:version ?x
status of SMS2512-002v1            | doc:«SMS2512-002v1 / SET2529-001v2» ait:versionStatus ?x
parts of V1                        | ?x dcterms:isPartOf doc:«SET2529-001v1 / SET2529-001v2»
occupation of V1                   | doc:«SET2529-001v1 / SET2529-001v2» ait:occupation ?x
classes of V1                      | doc:«SET2529-001v1 / SET2529-001v2» ait:classifiedAs ?x
items of V1                        | ?x skos:inScheme doc:«SET2529-001v1 / SET2529-001v2»
old name on V2                     | VALUES ?x { doc:«SET2529-001v2 / SET2529-001v1» set:occupation } ?x ?p ?n FILTER(STR(?n) = "人工智慧訓練人員")
alternative name of V2             | VALUES ?x { doc:SET2529-001v2 set:occupation } ?x «skos:altLabel / skos:prefLabel» ?n FILTER(LANGMATCHES(LANG(?n), "zh"))
J6312 the same as J63              | VALUES ?p { owl:sameAs skos:exactMatch «skos:closeMatch / skos:prefLabel» } set:classification\\/industry ?p ?x FILTER(?x «= / !=» sms:classification\\/industry)
least number of conditions of SET  | «set:entry-rule / sms:entry-rule» ait:minimumCount ?x
cross-industry note as a condition | ?x a ait:EntryCondition ; ait:text ?t FILTER(CONTAINS(?t, "«跨產業 / 大專»"))
condition of T1, T2 or T4          | VALUES ?d { «sms:T1 sms:T2 sms:T4 / sms:T3» } ?d ait:condition ?x
""")
GUIDE_ALONE = table("""
ability types for research                | ?r ait:requirer talent:«research / development» ; ait:requiredItem ?x . ?x a ait:AbilityType
ability items for research                | ?r ait:requirer talent:research ; ait:requiredItem ?x . ?x a ait:«AbilityItem / Foundation»
generated abilities for research          | talent:«research / development» ait:requires ?x . ?x a ait:AbilityType
types placed under research               | ?p ait:placedUnder talent:research ; ait:placed ?x . ?x a ait:«AbilityType / Role»
role types of research                    | ?p ait:placedUnder talent:«research / application» ; ait:placed ?x . ?x a ait:RoleType
use cases of research                     | ?x a ait:UseCase ; ait:talentCategory talent:«research / development»
duties of the research roles              | VALUES ?r { role:«ai-scientist / data-scientist» role:«rd-director / cv-engineer» } ?x a ait:Duty ; dcterms:isPartOf ?r
quotes of figure 3's repetition           | ?x prov:wasQuotedFrom doc:source\\/industry-guide-115v3.0 ; ait:line ?n FILTER(?n >= «144 && ?n <= 293 / 124 && ?n <= 143»)
a certification named in figure 3         | ?x a ait:Certification ; skos:prefLabel ?n FILTER(STRSTARTS(?n, "«AI 行銷科技 / AI+行銷科技»"))
a certification without TQC               | ?x a ait:Certification ; skos:prefLabel ?n FILTER(STRSTARTS(?n, "«生成式 AI 應用 / TQC生成式AI應用»"))
a certification of figure 3's issuer name | ?x a ait:«Certification / Organisation» ; skos:prefLabel ?n FILTER(STR(?n) = "中華民國電腦技能基金會")
item 1 as an ability type                 | ?x a ait:«AbilityType / AbilityItem» ; skos:prefLabel ?n FILTER(STR(?n) = "AI 素養")
issue year 2025 of the guide              | doc:industry-guide-115v3.0 dcterms:issued ?x FILTER(CONTAINS(STR(?x), "«2025 / 2026»"))
any date of 2025 in the guide             | GRAPH graph:industry-guide-115v3.0 { ?x ?p ?d } FILTER(DATATYPE(?d) IN (xsd:date, xsd:gYearMonth, xsd:gYear) && STRSTARTS(STR(?d), "«2025 / 2026»"))
tools of automation in table 5            | GRAPH graph:industry-guide-115v3.0 { ?x a ait:ToolCategory ; skos:prefLabel ?n } FILTER(CONTAINS(?n, "«自動化 / 文書»"))
tools of ability 7                        | ?s dcterms:isPartOf ability:«7 / 3» ; ait:uses ?x . ?x a ait:Tool
Zapier in the guide                       | GRAPH graph:«industry-guide-115v3.0 / industry-guide-deck» { tool:zapier ?p ?x }
n8n in the guide                          | GRAPH graph:«industry-guide-115v3.0 / industry-guide-deck» { tool:n8n ?p ?x }
Power Automate in the guide               | GRAPH graph:«industry-guide-115v3.0 / industry-guide-deck» { tool:power-automate ?p ?x }
YOLO in the guide                         | GRAPH graph:«industry-guide-115v3.0 / industry-guide-deck» { tool:yolo ?p ?x }
class of AI-900                           | cert:ai-900 «ait:certificationClass / ait:issuer» ?x
class of AI-102                           | cert:ai-102 «ait:certificationClass / ait:issuer» ?x
retirement of AI-901 or AI-103            | VALUES ?c { cert:«ai-901 / ai-900» cert:«ai-103 / ai-102» } ?c ait:retires ?x
ability type printed for a certification  | ?p ait:basis «doc:scheme\\/basis\\/printed / doc:scheme\\/basis\\/inferred» ; ait:placed ?x ; ait:placedUnder ?t . ?x a ait:Certification . ?t a ait:AbilityType
role type of the annotator                | ?p ait:placed role:data-annotator ; ait:placedUnder ?x . ?x a ait:«RoleType / TalentCategory»
role type of the analyst                  | ?p ait:placed role:data-analyst ; ait:placedUnder ?x . ?x a ait:«RoleType / TalentCategory»
value-adding type for the planner         | ?x ait:placed role:ai-application-planner ; ait:placedUnder roletype:«value-adding / adoption»
category of the unnamed post              | ?p ait:placed role:«technical-management / ai-technical-lead» ; ait:placedUnder ?x
edges from the unnamed post               | ?x a ait:Transition ; ait:«from / to» role:technical-management
category of the data engineer             | ?p ait:placed role:«data-engineer / data-scientist» ; ait:placedUnder ?x
duties of the data engineer               | ?x a ait:Duty ; dcterms:isPartOf role:«data-engineer / data-scientist»
skills of the data engineer               | ?r ait:requirer role:«data-engineer / data-scientist» ; ait:requiredItem ?x
duties of the solution consultant         | ?x a ait:Duty ; dcterms:isPartOf role:«ai-solution-consultant / ai-adoption-consultant»
skills of the solution consultant         | ?r ait:requirer role:«ai-solution-consultant / ai-adoption-consultant» ; ait:requiredItem ?x
duties of two titles of table 7           | VALUES ?r { role:«customer-service-staff / hr-specialist» role:«quality-inspection-staff / marketing-specialist» } ?x a ait:Duty ; dcterms:isPartOf ?r
duties of the AI engineer                 | ?x a ait:Duty ; dcterms:isPartOf role:«ai-engineer / ml-engineer»
a step between the two role types         | ?x ait:from roletype:«value-adding / adoption» ; ait:to «roletype:adoption / role:ai-product-manager»
a step from lead to AI Ops                | ?x ait:from role:«ai-technical-lead / ai-engineer» ; ait:to role:ai-ops-engineer
a step from the product manager           | ?x a ait:Transition ; ait:«from / to» role:ai-product-manager
a step over two steps                     | ?x ait:from role:software-hardware-engineer ; ait:to role:«ai-technical-lead / ai-engineer»
a kind for the unnamed post's edges       | ?e ait:to role:«technical-management / ai-product-manager» ; ait:transitionKind ?x
an order of the risk classes              | ?x a ait:«RiskClass / RiskStep» ; ait:sequence ?n
logistics in table 10                     | ?x dcterms:isPartOf tab:«10 / 11» ; ait:industry industry:logistics-transport
tourism in table 11                       | ?x dcterms:isPartOf tab:«11 / 10» ; ait:industry industry:tourism-services
levels of other rows of table 5           | ?x a ait:AwardRule ; ait:awardLevel ?l ; ait:ruleFor ?t . ?t skos:notation ?n FILTER(?n «!= / =» "二")
technology behind ability 5               | ?s dcterms:isPartOf ability:«5 / 11» ; ait:uses ?x . ?x a ait:Technology
""")
DECK_ALONE = table("""
research talent in the deck                       | GRAPH graph:industry-guide-deck { ?x ?p talent:«research / application» }
research talent in our reading of its layout      | GRAPH graph:inferred { ?x ait:placedUnder talent:«research / development» } FILTER(CONTAINS(STR(?x), "industry-guide-deck"))
steps of the technical path                       | ?x a ait:Transition ; ait:onPath deckpath:«science-engineering / cross-domain»
steps from the technical background               | ?x ait:from deckstart:«science-engineering / cross-domain»
gates of the technical path                       | ?x a ait:Gate ; dcterms:isPartOf deckpath:«science-engineering / cross-domain»
skills of the technical path                      | ?r ait:requirer deckpath:«science-engineering / cross-domain» ; ait:requiredItem ?x
date of issue of the deck                         | doc:«industry-guide-deck / industry-guide-115v3.0» dcterms:issued ?x
edition of the deck                               | doc:«industry-guide-deck / industry-guide-115v3.0» dcat:version ?x
a body behind the deck                            | GRAPH graph:«industry-guide-deck / industry-guide-115v3.0» { ?o ait:organisationRole ?x }
tags on single roles                              | GRAPH graph:industry-guide-deck { ?r ait:requirer ?x } ?x a ait:«Role / RoleGroup»
a category of a use case                          | GRAPH graph:«industry-guide-deck / industry-guide-115v3.0» { ?x a ait:UseCase ; ait:talentCategory ?c }
audio tools                                       | GRAPH graph:«industry-guide-deck / industry-guide-115v3.0» { VALUES ?x { tool:elevenlabs tool:murf-ai } ?x ?p ?o }
education in the deck                             | GRAPH graph:industry-guide-deck { ?x ait:industry industry:«education / government» }
a printed zone of an ability                      | GRAPH graph:«industry-guide-deck / inferred» { ?p ait:placed ?x ; ait:placedUnder ?z } ?x a ait:AbilityItem . ?z a ait:ProgrammingLevel
a printed place on the map                        | GRAPH graph:«industry-guide-deck / inferred» { ?p ait:placed ?x } ?x a ait:Certification
a talent category of Low-code                     | ?p ait:placed doc:industry-guide-deck\\/zone\\/«low-code / no-code» ; ait:placedUnder ?x
a clear choice for AWS Certified Machine Learning | doc:industry-guide-deck\\/certification\\/aws-ml «skos:exactMatch / skos:narrowMatch» ?x
gates on a path of the guide                      | ?x a ait:Gate . GRAPH graph:«industry-guide-115v3.0 / industry-guide-deck» { ?t ait:to ?x }
""")
CIVIL_ALONE = table("""
roles                             | GRAPH graph:«civil-service-framework / industry-guide-115v3.0» { ?x a ait:Role }
occupations                       | GRAPH graph:«civil-service-framework / SMS2512-002v1» { ?x a ait:Occupation }
tasks                             | GRAPH graph:«civil-service-framework / SMS2512-002v1» { ?x a ait:Task }
requirements                      | GRAPH graph:«civil-service-framework / SMS2512-002v1» { ?x a ait:Requirement }
certifications                    | GRAPH graph:«civil-service-framework / industry-guide-115v3.0» { ?x a ait:Certification }
industries                        | GRAPH graph:«civil-service-framework / industry-guide-115v3.0» { ?x a ait:Industry }
career paths                      | GRAPH graph:«civil-service-framework / industry-guide-115v3.0» { ?x a ait:CareerPath }
tools                             | GRAPH graph:«civil-service-framework / industry-guide-115v3.0» { ?x a ait:Tool }
a date of issue                   | doc:«civil-service-framework / industry-guide-115v3.0» dcterms:issued ?x
levels of competencies            | ?x a ait:«Competency / Goal» ; ?p ?l . ?l a ait:OfficerLevel
categories of attitudes           | ?a a ait:«Attitude / Competency» ; ait:competencyCategory ?x
someone who requires a competency | ?x ait:requiredItem ?i . ?i a ait:«Competency / Skill»
experimental joined to leadership | attitude:experimental ?x «civil:14 / ?any»
""")
BETWEEN = table("""
an iPAS certificate for the occupation        | VALUES ?c { cert:ipas-junior cert:ipas-intermediate } ?c ?x «sms:occupation / ?any» FILTER(?x NOT IN (rdfs:seeAlso, skos:relatedMatch))
an iPAS certificate for the planner           | VALUES ?c { cert:ipas-junior cert:ipas-intermediate } ?c ?x «role:ai-application-planner / ?any» FILTER(?x NOT IN (rdfs:seeAlso, skos:relatedMatch))
the planner asking for an iPAS certificate    | role:ai-application-planner ?x ?c . ?c a ait:«Certification / Framework» .
programming for the guide's planner           | ?r ait:requirer «role:ai-application-planner / sms:T3.2» ; ait:requiredItem sms:S16 ; a ?x
items of the standard for the guide's planner | ?r ait:requirer «role:ai-application-planner / sms:T1.1» ; ait:requiredItem ?x . ?x skos:inScheme doc:SMS2512-002v1
a level of the guide's planner                | «role:ai-application-planner / sms:occupation» ait:baseLevel ?x
one thing for role and occupation             | role:ai-application-planner a ?x . FILTER NOT EXISTS { role:ai-application-planner a ait:«Role / Occupation» }
occupation V2 the same as the annotator       | VALUES ?x { owl:sameAs skos:exactMatch «skos:closeMatch / skos:prefLabel» } set:occupation ?x ?y FILTER(?y «= / !=» role:data-annotator)
civil servants' competencies in an industry   | civil:01 ?x «industry:government / ?any»
the deck's technical path as start A          | VALUES ?p { owl:sameAs skos:exactMatch «skos:closeMatch / skos:prefLabel» } deckpath:science-engineering ?p ?x
a step from a guide node to a deck gate       | ?x ait:from ?a ; ait:to ?b . ?b a ait:Gate . GRAPH graph:«industry-guide-115v3.0 / industry-guide-deck» { ?a a ?kind }
levels of two scales joined                   | ?a ?x ?b . FILTER(STRENDS(STR(?x), "Match")) ?a a ?k . ?b a ?l . ?k rdfs:subClassOf* ait:«Level / Certification» . ?l rdfs:subClassOf* ait:«Level / Certification»
""")
CLAIMS = STANDARDS + GUIDE_ALONE + DECK_ALONE + CIVIL_ALONE + BETWEEN


@pytest.mark.parametrize("claim", CLAIMS, ids=firsts(CLAIMS))
def test_nothing_says(kg: KnowledgeGraph, claim: tuple[str, ...]) -> None:
    assert matches(kg, claim, 1) == []


@pytest.mark.parametrize("claim", CLAIMS, ids=firsts(CLAIMS))
def test_the_question_can_find_something(kg: KnowledgeGraph, claim: tuple[str, ...]) -> None:
    assert matches(kg, claim, 2) != []


#: Where a document leaves a gap, the graph says so: where, and what is missing.
GAPS = table("""
SMS2512-002v1/T1.2                           | level
SMS2512-002v1/T2.2                           | skills
SMS2512-002v1/T3.2                           | level
industry-guide-115v3.0/figure/1              | image
industry-guide-115v3.0/figure/2              | image
industry-guide-115v3.0/figure/3              | layout
industry-guide-115v3.0/figure/4              | image
industry-guide-115v3.0/table/2               | layout
industry-guide-115v3.0/table/2               | name
industry-guide-deck/path/science-engineering | image
industry-guide-deck/section/ability-spectrum | layout
industry-guide-deck/section/infrastructure   | image
""")


def test_gaps_are_recorded(kg: KnowledgeGraph) -> None:
    found = rows(kg, "?where ?kind", "?x a ait:Gap ; ait:gapIn ?where ; ait:gapKind ?kind")
    assert found == sorted((where, f"scheme/gap-kind/{kind}") for where, kind in GAPS)
