import type { TFunction } from "i18next";
import type { CampaignRow } from "../../shared/api.types";

/** The campaign's name, with the day it stands on while it runs. */
export function campaignTitle({ name, day_number: day }: CampaignRow, t: TFunction): string {
  return day ? t("campaign.title_day", { name, day }) : name;
}
