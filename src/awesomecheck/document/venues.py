"""The venues that paper lists name: conferences, journals and preprint servers.

Names, former names and spellings are facts that anybody can look up; they were written down from
general knowledge of the field and agree with what these say of themselves: the conferences' own
sites, dblp (https://dblp.org, `streams` and `venue` pages), the ISO 4 abbreviations of the
journals' publishers, and https://info.arxiv.org for arXiv. The misspellings are those that lists
show again and again. A venue that is missing here is not therefore wrong.
"""

from dataclasses import dataclass
from functools import cache
import re
from typing import Literal

VenueKind = Literal["conference", "journal", "preprint"]


@dataclass(frozen=True, slots=True)
class Venue:
    """A place where papers appear."""

    name: str
    """The spelling that it uses itself, or its usual abbreviation."""
    kind: VenueKind
    title: str
    """What the abbreviation stands for."""
    aliases: tuple[str, ...]
    """Other right spellings: former names, longer and shorter abbreviations."""
    misspellings: tuple[str, ...]


_CONFERENCES = """
3DV | International Conference on 3D Vision
AAAI | AAAI Conference on Artificial Intelligence
AACL | Asia-Pacific Chapter of the ACL | AACL-IJCNLP
AAMAS | International Conference on Autonomous Agents and Multiagent Systems
ACCV | Asian Conference on Computer Vision
ACL | Annual Meeting of the Association for Computational Linguistics | ACL Findings, Findings of ACL, ACL-IJCNLP, ACL-Findings
ACML | Asian Conference on Machine Learning
ACM MM | ACM International Conference on Multimedia | ACMMM, MM, ACM Multimedia, ACM-MM | ACM MMM
ACM CCS | ACM Conference on Computer and Communications Security | CCS
AISTATS | International Conference on Artificial Intelligence and Statistics | | AISTAT
AIES | AAAI/ACM Conference on AI, Ethics, and Society
AKBC | Automated Knowledge Base Construction
ALT | International Conference on Algorithmic Learning Theory
ASE | International Conference on Automated Software Engineering
ASPLOS | Architectural Support for Programming Languages and Operating Systems
ASRU | IEEE Automatic Speech Recognition and Understanding Workshop
ATC | USENIX Annual Technical Conference | USENIX ATC
AutoML | International Conference on Automated Machine Learning | AutoML Conf, AutoML-Conf
BMVC | British Machine Vision Conference
CAV | Computer Aided Verification
CASE | International Conference on Automation Science and Engineering
CHI | Conference on Human Factors in Computing Systems | ACM CHI
CHIL | Conference on Health, Inference, and Learning
CIKM | Conference on Information and Knowledge Management
CIDR | Conference on Innovative Data Systems Research
COLING | International Conference on Computational Linguistics | LREC-COLING
COLM | Conference on Language Modeling
COLT | Conference on Learning Theory
CoLLAs | Conference on Lifelong Learning Agents
CoNLL | Conference on Computational Natural Language Learning
CogSci | Annual Meeting of the Cognitive Science Society
CoRL | Conference on Robot Learning
CPAL | Conference on Parsimony and Learning
CSCW | Conference on Computer-Supported Cooperative Work
CVPR | Conference on Computer Vision and Pattern Recognition | CVPR Workshop, CVPR Workshops, CVPRW | CPVR, CVRP
CLeaR | Conference on Causal Learning and Reasoning
DAC | Design Automation Conference
DATE | Design, Automation and Test in Europe
DCASE | Detection and Classification of Acoustic Scenes and Events
EACL | European Chapter of the ACL | EACL Findings, Findings of EACL
ECAI | European Conference on Artificial Intelligence
ECCV | European Conference on Computer Vision | ECCVW, ECCV Workshop, ECCV Workshops | ECVV
ECIR | European Conference on Information Retrieval
ECML | European Conference on Machine Learning | ECML PKDD, ECML-PKDD, ECML/PKDD
EGSR | Eurographics Symposium on Rendering
Eurographics | Annual Conference of the European Association for Computer Graphics | EG
EuroSys | European Conference on Computer Systems
EMNLP | Conference on Empirical Methods in Natural Language Processing | EMNLP Findings, Findings of EMNLP, EMNLP-IJCNLP, EMNLP-Findings | EMLNP, ENMLP
ESEC/FSE | Symposium on the Foundations of Software Engineering | FSE, ESEC
FAccT | ACM Conference on Fairness, Accountability, and Transparency | FAT*, ACM FAccT
FAST | USENIX Conference on File and Storage Technologies
FG | International Conference on Automatic Face and Gesture Recognition
FOCS | Symposium on Foundations of Computer Science
GCPR | German Conference on Pattern Recognition
GECCO | Genetic and Evolutionary Computation Conference
HPCA | High-Performance Computer Architecture
HRI | International Conference on Human-Robot Interaction
HSCC | Hybrid Systems: Computation and Control
I3D | Symposium on Interactive 3D Graphics and Games
ICAPS | International Conference on Automated Planning and Scheduling
ICANN | International Conference on Artificial Neural Networks
ICASSP | International Conference on Acoustics, Speech, and Signal Processing | | ICASPP
ICAIF | ACM International Conference on AI in Finance
ICCAD | International Conference on Computer-Aided Design
ICCP | International Conference on Computational Photography
ICCV | International Conference on Computer Vision | ICCVW, ICCV Workshop, ICCV Workshops | ICCVV
ICDAR | International Conference on Document Analysis and Recognition
ICDE | International Conference on Data Engineering
ICDM | International Conference on Data Mining
ICIP | International Conference on Image Processing
ICLR | International Conference on Learning Representations | ICLR Workshop, ICLRW, ICLR Workshops, ICLR Blogposts | ILCR, IRLR, ICRL, IClR, ICIR
ICME | International Conference on Multimedia and Expo
ICMI | International Conference on Multimodal Interaction
ICML | International Conference on Machine Learning | ICMLW, ICML Workshop, ICML Workshops | IMCL, IMLC, ICLM, lCML
ICMR | International Conference on Multimedia Retrieval
ICPR | International Conference on Pattern Recognition
ICRA | International Conference on Robotics and Automation
ICSE | International Conference on Software Engineering
ICTIR | International Conference on Theory of Information Retrieval
IJCAI | International Joint Conference on Artificial Intelligence | IJCAI-ECAI | IJICAI, ICJAI
IJCB | International Joint Conference on Biometrics
IJCNLP | International Joint Conference on Natural Language Processing
IJCNN | International Joint Conference on Neural Networks
InterSpeech | Conference of the International Speech Communication Association | Interspeech, INTERSPEECH
INFOCOM | International Conference on Computer Communications
INLG | International Natural Language Generation Conference
IROS | International Conference on Intelligent Robots and Systems | | IORS
ISBI | International Symposium on Biomedical Imaging
ISCA | International Symposium on Computer Architecture
ISIT | International Symposium on Information Theory
ISMAR | International Symposium on Mixed and Augmented Reality
ISMIR | International Society for Music Information Retrieval Conference
ISSTA | International Symposium on Software Testing and Analysis
ISWC | International Semantic Web Conference
ITSC | International Conference on Intelligent Transportation Systems
IUI | International Conference on Intelligent User Interfaces
IV | Intelligent Vehicles Symposium
KDD | Knowledge Discovery and Data Mining | SIGKDD, ACM SIGKDD, ACM KDD
L4DC | Learning for Dynamics and Control Conference
LoG | Learning on Graphs Conference
LREC | Language Resources and Evaluation Conference
MICCAI | Medical Image Computing and Computer Assisted Intervention | MICCAIW, MICCAI Workshop | MICAI
MICRO | International Symposium on Microarchitecture
MIDL | Medical Imaging with Deep Learning
MIPRO | International Convention on Information, Communication and Electronic Technology
ML4H | Machine Learning for Health Symposium
MLHC | Machine Learning for Healthcare Conference
MLSP | International Workshop on Machine Learning for Signal Processing
MLSys | Conference on Machine Learning and Systems | SysML
MMM | International Conference on Multimedia Modeling
MMSP | International Workshop on Multimedia Signal Processing
MobiCom | International Conference on Mobile Computing and Networking
NAACL | North American Chapter of the ACL | NAACL-HLT, NAACL Findings, Findings of NAACL, NAACL-Findings | NACCL, NACL
NDSS | Network and Distributed System Security Symposium
NeurIPS | Conference on Neural Information Processing Systems | NIPS, NeurIPSW, NeurIPS Workshop, NeurIPS Workshops, NIPS Workshop, NIPSW, NeurIPS Datasets and Benchmarks, NeurIPS D&B | NIP, NeurlPS, NeruIPS, NuerIPS, NeuIPS, NeurPIS, NeurIP, NerIPS, NeurISP, NISP, NeuriPS, Nuerips
NSDI | Symposium on Networked Systems Design and Implementation
OOPSLA | Object-Oriented Programming, Systems, Languages and Applications
OSDI | Symposium on Operating Systems Design and Implementation
PAKDD | Pacific-Asia Conference on Knowledge Discovery and Data Mining
PLDI | Programming Language Design and Implementation
PMLR | Proceedings of Machine Learning Research
PODS | Symposium on Principles of Database Systems
POPL | Principles of Programming Languages
PPoPP | Principles and Practice of Parallel Programming
PRCV | Chinese Conference on Pattern Recognition and Computer Vision
RecSys | Conference on Recommender Systems
RLC | Reinforcement Learning Conference
RLDM | Reinforcement Learning and Decision Making
RSS | Robotics: Science and Systems
S&P | IEEE Symposium on Security and Privacy | IEEE S&P, Oakland, SP
SaTML | Conference on Secure and Trustworthy Machine Learning
SC | International Conference for High Performance Computing, Networking, Storage and Analysis
SDM | SIAM International Conference on Data Mining
SemEval | International Workshop on Semantic Evaluation
SGP | Symposium on Geometry Processing
SIGCOMM | Data Communication Conference
SIGDIAL | Special Interest Group on Discourse and Dialogue
SIGGRAPH | Special Interest Group on Computer Graphics | ACM SIGGRAPH, SIGGRAPH Conference, SIGGRAPH Conference Track, SIGGRAPH Posters | SIGGRAGH, SIGGRAPGH, SIGRAPH
SIGGRAPH Asia | SIGGRAPH Conference in Asia | ACM SIGGRAPH Asia, SIGGRAPH-Asia, SIGGRAPHAsia
SIGIR | Special Interest Group on Information Retrieval | ACM SIGIR
SIGMOD | Special Interest Group on Management of Data | ACM SIGMOD
SLT | IEEE Spoken Language Technology Workshop
SODA | Symposium on Discrete Algorithms
SOSP | Symposium on Operating Systems Principles
STOC | Symposium on Theory of Computing
SSW | Speech Synthesis Workshop
TACAS | Tools and Algorithms for the Construction and Analysis of Systems
TREC | Text Retrieval Conference
UAI | Conference on Uncertainty in Artificial Intelligence
UbiComp | Ubiquitous Computing
UIST | Symposium on User Interface Software and Technology
USENIX Security | USENIX Security Symposium | USENIX
VCIP | Visual Communications and Image Processing
VLDB | Very Large Data Bases | PVLDB
WACV | Winter Conference on Applications of Computer Vision | WACVW, WACV Workshop | WAVC
WebConf | The Web Conference | WWW, The Web Conference, TheWebConf, ACM WWW
WMT | Conference on Machine Translation
WSDM | Web Search and Data Mining
"""

_JOURNALS = """
ACM Computing Surveys | ACM Computing Surveys | CSUR, ACM CSUR, ACM Comput. Surv.
ACM TIST | ACM Transactions on Intelligent Systems and Technology | TIST
ACM TKDD | ACM Transactions on Knowledge Discovery from Data | TKDD
ACM TOIS | ACM Transactions on Information Systems | TOIS
AI | Artificial Intelligence | AIJ, Artificial Intelligence Journal
AI Magazine | AI Magazine
Bioinformatics | Bioinformatics
Briefings in Bioinformatics | Briefings in Bioinformatics | Brief. Bioinform.
Cell | Cell
CACM | Communications of the ACM | Commun. ACM
CGF | Computer Graphics Forum | Computer Graphics Forum, Comput. Graph. Forum
CL | Computational Linguistics | Computational Linguistics
CVIU | Computer Vision and Image Understanding
Cognitive Science | Cognitive Science
DMKD | Data Mining and Knowledge Discovery | DAMI
EAAI | Engineering Applications of Artificial Intelligence
ESWA | Expert Systems with Applications | Expert Systems with Applications, Expert Syst. Appl.
FnT | Foundations and Trends | Foundations and Trends in Machine Learning
IEEE Access | IEEE Access
IEEE Proc. | Proceedings of the IEEE | Proceedings of the IEEE, Proc. IEEE, PIEEE
IEEE TVT | IEEE Transactions on Vehicular Technology | TVT
IF | Information Fusion | Information Fusion, Inf. Fusion
IJCV | International Journal of Computer Vision
IJRR | International Journal of Robotics Research
Information Sciences | Information Sciences | INS
IPM | Information Processing & Management | IP&M
JAIR | Journal of Artificial Intelligence Research
JAMA | Journal of the American Medical Association
JASA | Journal of the Acoustical Society of America
JBHI | IEEE Journal of Biomedical and Health Informatics | J-BHI, IEEE JBHI
JCST | Journal of Computer Science and Technology
JMLR | Journal of Machine Learning Research
JSTSP | IEEE Journal of Selected Topics in Signal Processing
KBS | Knowledge-Based Systems | Knowledge-Based Systems, Knowl. Based Syst.
Machine Learning | Machine Learning | MLJ
Medical Image Analysis | Medical Image Analysis | MIA, MedIA, Med. Image Anal.
Nature | Nature
Nature Biotechnology | Nature Biotechnology
Nature Communications | Nature Communications | Nat. Commun., NatComm, Nature Comm
Nature Machine Intelligence | Nature Machine Intelligence | NMI, Nat. Mach. Intell.
Nature Medicine | Nature Medicine | Nat. Med.
Nature Methods | Nature Methods | Nat. Methods
Neural Computation | Neural Computation
Neural Networks | Neural Networks | NN
Neurocomputing | Neurocomputing
NCAA | Neural Computing and Applications
NEJM | New England Journal of Medicine
npj Digital Medicine | npj Digital Medicine
Pattern Recognition | Pattern Recognition | PR, Pattern Recogn.
PLOS ONE | PLOS ONE | PLoS ONE, PLoS One
PNAS | Proceedings of the National Academy of Sciences
PRL | Pattern Recognition Letters | Pattern Recognition Letters
RA-L | IEEE Robotics and Automation Letters | RAL, IEEE RA-L, IEEE RAL
Science | Science
Science Advances | Science Advances | Sci. Adv.
Science Robotics | Science Robotics | Sci. Robot.
Scientific Reports | Scientific Reports | Sci. Rep.
Scientific Data | Scientific Data | Sci. Data
Sensors | Sensors
SPL | IEEE Signal Processing Letters | IEEE SPL
TACL | Transactions of the Association for Computational Linguistics
TAI | IEEE Transactions on Artificial Intelligence | IEEE TAI
TAFFC | IEEE Transactions on Affective Computing | TAC, IEEE TAFFC
TASLP | IEEE/ACM Transactions on Audio, Speech and Language Processing | IEEE TASLP
TBD | IEEE Transactions on Big Data
TCI | IEEE Transactions on Computational Imaging
TCSVT | IEEE Transactions on Circuits and Systems for Video Technology | IEEE TCSVT, CSVT
TCYB | IEEE Transactions on Cybernetics | IEEE TCYB, T-CYB, TCyb
TDSC | IEEE Transactions on Dependable and Secure Computing
TEVC | IEEE Transactions on Evolutionary Computation | IEEE TEVC
TGRS | IEEE Transactions on Geoscience and Remote Sensing | IEEE TGRS
THMS | IEEE Transactions on Human-Machine Systems
TIFS | IEEE Transactions on Information Forensics and Security | IEEE TIFS
TIM | IEEE Transactions on Instrumentation and Measurement
TIP | IEEE Transactions on Image Processing | IEEE TIP, T-IP
TITS | IEEE Transactions on Intelligent Transportation Systems | T-ITS, IEEE TITS
TIV | IEEE Transactions on Intelligent Vehicles | T-IV
TKDE | IEEE Transactions on Knowledge and Data Engineering | IEEE TKDE
TMC | IEEE Transactions on Mobile Computing
TMI | IEEE Transactions on Medical Imaging | IEEE TMI
TMLR | Transactions on Machine Learning Research
TMM | IEEE Transactions on Multimedia | IEEE TMM
TNNLS | IEEE Transactions on Neural Networks and Learning Systems | IEEE TNNLS, TNN
TOG | ACM Transactions on Graphics | ACM TOG, ACM Transactions on Graphics
TOMM | ACM Transactions on Multimedia Computing, Communications, and Applications | ACM TOMM, TOMCCAP
TPAMI | IEEE Transactions on Pattern Analysis and Machine Intelligence | PAMI, T-PAMI, IEEE TPAMI, IEEE T-PAMI | TAPMI, TPMAI
TPDS | IEEE Transactions on Parallel and Distributed Systems
TRO | IEEE Transactions on Robotics | T-RO, IEEE TRO
TSE | IEEE Transactions on Software Engineering
TSP | IEEE Transactions on Signal Processing
TVCG | IEEE Transactions on Visualization and Computer Graphics | IEEE TVCG
The Lancet | The Lancet | Lancet
WIREs | Wiley Interdisciplinary Reviews
"""

_PREPRINTS = """
arXiv | arXiv.org | arXiv preprint, arXiv.org, arXiv pre-print, Arixv preprint, preprint arXiv | Axriv, Arxv, ArXvi, Arixv, Arvix, ArVix, Arxi, ArXive, Archiv
bioRxiv | bioRxiv
medRxiv | medRxiv
ChemRxiv | ChemRxiv
OpenReview | OpenReview.net
OpenAI | OpenAI technical report
HAL | Hyper Articles en Ligne
SSRN | Social Science Research Network
TechRxiv | TechRxiv
PsyArXiv | PsyArXiv
CoRR | Computing Research Repository
Preprint | a preprint of no server
"""


def key(text: str) -> str:
    """What all spellings of a venue share: letters and digits, lower-case."""
    return _NOT_KEY.sub("", text.lower())


_NOT_KEY = re.compile(r"[^0-9a-z&*]+")


@cache
def venues() -> tuple[Venue, ...]:
    """All that are known, conferences first."""
    return (
        *_read(_CONFERENCES, "conference"),
        *_read(_JOURNALS, "journal"),
        *_read(_PREPRINTS, "preprint"),
    )


def find_venue(text: str) -> Venue | None:
    """The venue that a text names, in any of its spellings, right or wrong; case is ignored."""
    return venue_index().get(key(text))


@cache
def venue_index() -> dict[str, Venue]:
    """Every spelling's `key`, with its venue."""
    index: dict[str, Venue] = {}
    for venue in venues():
        index[key(venue.name)] = venue
    for venue in venues():
        for spelling in (*venue.aliases, venue.title, *venue.misspellings):
            index.setdefault(key(spelling), venue)
    return index


def _read(table: str, kind: VenueKind) -> list[Venue]:
    found: list[Venue] = []
    for line in table.strip().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        name, title, aliases, misspellings = (*cells, "", "")[:4]
        found.append(Venue(name, kind, title, _split(aliases), _split(misspellings)))
    return found


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in (each.strip() for each in cell.split(", ")) if part)
