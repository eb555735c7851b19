//! The table of partitions.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::number;
use crate::ir::PartitionRow;

/// `partition(region)` and what it looks the region up in.
pub(super) fn table(rows: &[PartitionRow]) -> TokenStream {
    let count = number(rows.len());
    let rows = rows.iter().map(row);
    quote! {
        #![doc = " The partitions of AWS."]
        use crate::runtime::endpoint_rules::Partition;

        #[doc = " The partition of a region: `aws` for a region that nobody knows."]
        pub fn partition(region: &str) -> &'static Partition {
            PARTITIONS.iter().find(|partition| partition.has(region)).unwrap_or(&PARTITIONS[0])
        }

        static PARTITIONS: [Partition; #count] = [#(#rows),*];
    }
}

fn row(row: &PartitionRow) -> TokenStream {
    let PartitionRow {
        name,
        dns_suffix,
        dual_stack_dns_suffix,
        supports_fips,
        supports_dual_stack,
        implicit_global_region,
        prefixes,
        regions,
    } = row;
    quote! {
        Partition::new(#name, #dns_suffix, #dual_stack_dns_suffix, #implicit_global_region)
            .supports(#supports_fips, #supports_dual_stack)
            .regions(&[#(#prefixes),*], &[#(#regions),*])
    }
}
