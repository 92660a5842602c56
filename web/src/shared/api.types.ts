/** The server's shapes under the names the screens use; the shapes themselves are generated. */
import type { components } from "./api.gen";

type Shapes = components["schemas"];

export type Session = Shapes["SessionOut"];
export type SessionUser = Shapes["UserOut"];
export type StaffUser = Shapes["UserOut"];
export type Area = Shapes["AreaOut"];
export type DemoLogin = Shapes["DemoLogin"];
export type Station = Shapes["StationOut"];
export type Approval = Shapes["ApprovalOut"];
export type StartPassword = Shapes["StartPassword"];

export type Community = Shapes["CommunityOut"];
export type Compound = Shapes["CompoundOut"];
export type Contact = Shapes["ContactOut"];
export type HouseholdRow = Shapes["HouseholdRowOut"];
export type Household = Shapes["HouseholdOut"];
export type Resident = Shapes["ResidentOut"];
export type Organization = Shapes["OrganizationOut"];
export type Place = Shapes["PlaceOut"];

export type BatchRow = Shapes["BatchRowOut"];
export type Batch = Shapes["BatchOut"];
export type BatchTable = Shapes["TableOut"];
export type BatchCounts = Shapes["CountsOut"];
export type SampleRow = Shapes["RowOut"];
export type RejectReason = Shapes["ReasonOut"];
export type Slip = Shapes["SlipOut"];
export type SampleClass = "new" | "changed" | "duplicates" | "same" | "rejected";

export type Sums = Shapes["SumsOut"];
export type TargetList = Shapes["ListOut"];
export type ListDraft = Shapes["DraftOut"];
export type CampaignRow = Shapes["CampaignRowOut"];
export type Campaign = Shapes["CampaignOut"];
export type Coverage = Shapes["CoverageOut"];
export type CoverageRow = Shapes["CoverageRowOut"];
export type Target = Shapes["TargetOut"];
export type Why = Shapes["WhyOut"];
export type Talk = Shapes["TalkOut"];
export type Poster = Shapes["PosterOut"];
export type LeadHome = Shapes["LeadHome"];

export type Crew = Shapes["CrewOut"];
export type CrewMember = Shapes["CrewMemberOut"];
export type ShiftBlock = Shapes["BlockOut"];
export type Plan = Shapes["PlanOut"];
export type PlanBlock = Shapes["PlanBlock"];
export type PlanLine = Shapes["LineOut"];
export type UnplacedGroup = Shapes["UnplacedGroup"];
export type CrewSheet = Shapes["SheetOut"];
export type Visit = Shapes["VisitOut"];
export type VisitPerson = Shapes["PersonOut"];
export type StruckVisit = Shapes["StruckVisit"];
export type Listing = Shapes["Listing"];
export type HouseholdHistory = Shapes["HistoryOut"];
export type GridAnswer = Shapes["GridAnswer"];
export type CaptainHome = Shapes["CaptainHome"];
export type ClerkHome = Shapes["ClerkHome"];

export interface Paged<T> {
  items: T[];
  total: number;
  page: number;
  size: number;
}
/** What a list endpoint may answer. */
export type Listed<T> = T[] | Paged<T>;

export type BatchState =
  | "UPLOADED"
  | "NEEDS_MAPPING"
  | "PREVIEWING"
  | "PREVIEWED"
  | "COMMITTING"
  | "COMMITTED"
  | "UNDONE"
  | "FAILED"
  | "DISCARDED";
