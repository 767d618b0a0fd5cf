import type { Rule } from "../../review/year.ts";
import {
  coachingAim,
  finalCoversGoals,
  finalLevels,
  finalNotMet,
  sessions,
  yearEndGoal,
  yearEndLevels,
} from "./collaborative.ts";
import { credential, oneName } from "./credential.ts";
import { evidenceFiles } from "./evidence.ts";
import { cpselsOverYears, goals } from "./goals.ts";
import { applicationEvidence, inquiryDates, inquiryGoals } from "./inquiry.ts";
import { initialBeforeFinal, midYearAfterPlan } from "./order.ts";
import { enoughPdHours, pdEntries, pdReviews } from "./pd.ts";
import { assignments, coachAssigned, lateStart, transferredIn } from "./profile.ts";
import { supporters } from "./supporters.ts";

/** Rules by the name a form declares them with. */
export const rules: Record<string, Rule> = {
  goals,
  "cpsels-over-years": cpselsOverYears,
  "inquiry-goals": inquiryGoals,
  "inquiry-dates": inquiryDates,
  "application-evidence": applicationEvidence,
  "pd-hours": enoughPdHours,
  "pd-entries": pdEntries,
  "pd-reviews": pdReviews,
  sessions,
  "final-covers-goals": finalCoversGoals,
  "final-not-met": finalNotMet,
  "final-levels": finalLevels,
  "year-end-goal": yearEndGoal,
  "year-end-levels": yearEndLevels,
  "evidence-files": evidenceFiles,
  "coaching-hours": coachingAim,
  "coach-assigned": coachAssigned,
  assignments,
  "mid-year": midYearAfterPlan,
  "initial-before-final": initialBeforeFinal,
  "late-start": lateStart,
  "covered-elsewhere": transferredIn,
  supporters,
  credential,
  "one-name": oneName,
};
